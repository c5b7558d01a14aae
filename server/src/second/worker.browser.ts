import type { Answer, Order } from './messages.js';
import { createWorker } from './worker.js';

/** What a Web Worker has of its surroundings; the project is compiled without the types of a browser. */
interface WorkerScope {
  postMessage(message: Answer, transfer: readonly ArrayBuffer[]): void;
  onmessage: ((event: { readonly data: Order }) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;
const work = createWorker((answer, transfer) => scope.postMessage(answer, transfer));
scope.onmessage = ({ data }) => work(data);
