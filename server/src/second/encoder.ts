import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';

/** The model in ONNX Runtime. One computation at a time. */
export interface Encoder {
  /** The outputs of each piece, one piece after another. Rejects where a window is too long or names a piece that there is not. */
  run(ids: Int32Array, features: Int32Array): Promise<Float32Array>;
}

/** Of a model in ONNX Runtime's own format the bytes are used where they lie, which saves two copies; for ONNX these settings say nothing. */
const options: InferenceSession.SessionOptions = {
  executionProviders: ['wasm'],
  graphOptimizationLevel: 'all',
  enableMemPattern: false,
  extra: { session: { use_ort_model_bytes_directly: '1', use_ort_model_bytes_for_initializers: '1' } },
};

/**
 * Loads a model, in ONNX or ONNX Runtime's format, whose inputs are `input_ids` and `features` and whose output is `logits`. `runtime` is the WebAssembly of ONNX Runtime: handed in, so that nothing looks for it anywhere.
 * Rejects where the model is none, or WebAssembly or its SIMD is missing. One thread: more need shared memory, which an editor in a browser does not have.
 */
export async function createEncoder(model: Uint8Array, runtime: Uint8Array): Promise<Encoder> {
  env.wasm.wasmBinary = runtime;
  env.wasm.numThreads = 1;
  env.wasm.proxy = false;
  env.logLevel = 'error';
  const session = await InferenceSession.create(model, options);
  // Compiled by now.
  delete env.wasm.wasmBinary;
  const wide = session.inputMetadata.some(input => input.isTensor && input.type === 'int64');
  const input = (values: Int32Array): Tensor =>
    wide ? new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]) : new Tensor('int32', values, [1, values.length]);
  return {
    async run(ids, features) {
      const { logits } = await session.run({ input_ids: input(ids), features: input(features) });
      if (!(logits?.data instanceof Float32Array)) throw new Error('the model has no output “logits” of float32');
      return logits.data;
    },
  };
}
