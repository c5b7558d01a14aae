import { createSecondReading, type SecondReading } from './index.js';
import type { Answer, Order } from './messages.js';
import { readModel } from './model.js';
import type { StartWorker, WorkerParts } from './session.js';

/** What a page or worker has of a Web Worker; the project is compiled without the types of a browser. */
interface WebWorker {
  postMessage(message: Order, transfer: readonly ArrayBuffer[]): void;
  terminate(): void;
  onmessage: ((event: { readonly data: Answer }) => void) | null;
  onerror: ((event: { readonly message?: string; preventDefault?(): void }) => void) | null;
  onmessageerror: (() => void) | null;
}

/** The second reading from the bytes of its model, which the host has read; `createWorker` starts `dist/second.browser.js`. */
export function secondReadingOf(
  { manifest, vocabulary, ...parts }: WorkerParts & { readonly manifest: Uint8Array; readonly vocabulary: Uint8Array },
  createWorker: () => unknown,
): SecondReading {
  return createSecondReading({
    readModel: () => readModel(manifest, vocabulary),
    readParts: async () => parts,
    startWorker: startWebWorker(createWorker),
  });
}

export function startWebWorker(createWorker: () => unknown): StartWorker {
  return ({ answer, gone }) => {
    const worker = createWorker() as WebWorker;
    worker.onmessage = ({ data }) => answer(data);
    worker.onerror = event => {
      event.preventDefault?.();
      gone(`its worker broke off${event.message ? `: ${event.message}` : ''}`);
    };
    worker.onmessageerror = () => gone('its worker could not be understood');
    return {
      post: (order, transfer) => worker.postMessage(order, transfer),
      busy: () => {},
      end: () => worker.terminate(),
    };
  };
}
