import { parentPort } from 'node:worker_threads';
import type { Order } from './messages.js';
import { createWorker } from './worker.js';

const work = createWorker((answer, transfer) => parentPort?.postMessage(answer, transfer));
parentPort?.on('message', (order: Order) => work(order));
