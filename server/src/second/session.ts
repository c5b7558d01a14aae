import type { Answer, Order } from './messages.js';

/** A worker that was started; what it says goes to the `WorkerListener` that it was started with. */
export interface WorkerHandle {
  post(order: Order, transfer: readonly ArrayBuffer[]): void;
  /** While busy the worker keeps its process alive; where that has no meaning, nothing happens. */
  busy(busy: boolean): void;
  end(): void;
}

export interface WorkerListener {
  answer(answer: Answer): void;
  /** The worker has gone or was never there; the reason is for people. Called once at most. */
  gone(reason: string): void;
}

/** Starts the worker of the second reading. What goes wrong is told to the listener, never thrown. */
export type StartWorker = (listener: WorkerListener) => WorkerHandle;

/** The encoder on the other side of a worker. */
export interface Session {
  /** Outputs by piece. Rejects with a `WindowRefused` where the encoder will not have this window, with another error when the session is over. */
  run(ids: Int32Array, features: Int32Array): Promise<Float32Array>;
  end(): void;
}

/** The encoder refuses one input; others may do. */
export class WindowRefused extends Error {
  override readonly name = 'WindowRefused';
}

/** What the worker loads. The bytes are passed on and cannot be used any more. */
export interface WorkerParts {
  /** The model as ONNX. */
  readonly model: Uint8Array;
  /** The WebAssembly of ONNX Runtime. */
  readonly runtime: Uint8Array;
}

/** Starts a worker and loads the model into it. Orders wait for the loading; `over` is told, once, why there will be no more answers. */
export function startSession(start: StartWorker, { model, runtime }: WorkerParts, over: (reason: string) => void): Session {
  const waiting = new Map<number, { resolve: (outputs: Float32Array) => void; reject: (error: Error) => void }>();
  let next = 0;
  let ended: string | undefined;
  let loading = true;

  const listener: WorkerListener = {
    answer(answer) {
      switch (answer.type) {
        case 'ready':
          loading = false;
          return settleBusy();
        case 'failed':
          return stop(answer.reason);
        case 'outputs':
          return take(answer.id)?.resolve(answer.outputs);
        case 'refused':
          return take(answer.id)?.reject(new WindowRefused(answer.reason));
      }
    },
    gone: stop,
  };
  const worker = start(listener);
  worker.busy(true);
  const parts = { model: ownBytes(model), runtime: ownBytes(runtime) };
  worker.post({ type: 'load', ...parts }, [parts.model.buffer, parts.runtime.buffer]);

  function take(id: number) {
    const found = waiting.get(id);
    waiting.delete(id);
    settleBusy();
    return found;
  }

  function settleBusy(): void {
    worker.busy(loading || waiting.size > 0);
  }

  function stop(reason: string): void {
    if (ended !== undefined) return;
    close(reason);
    over(reason);
  }

  function close(reason: string): void {
    ended ??= reason;
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
    worker.end();
  }

  return {
    run(ids, features) {
      if (ended !== undefined) return Promise.reject(new Error(ended));
      return new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, { resolve, reject });
        worker.busy(true);
        worker.post({ type: 'run', id, ids, features }, []);
      });
    },
    end: () => close('the second reading has ended'),
  };
}

/** Of a view into a larger buffer only a copy can be passed on. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength ? new Uint8Array(buffer) : bytes.slice();
}
