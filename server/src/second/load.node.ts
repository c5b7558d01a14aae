import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { createSecondReading, type SecondReading } from './index.js';
import type { Answer } from './messages.js';
import { modelFiles, readModel } from './model.js';
import type { StartWorker } from './session.js';

/** Where the build puts the model. */
const shipped = path.join(__dirname, 'models');

/** A model is shipped beside the bundles, whole or not. */
export function hasSecondModel(folder = shipped): boolean {
  return existsSync(path.join(folder, modelFiles.manifest));
}

/** The second reading from the model in a folder and the bundle of the worker; by default those that are shipped beside the bundles. */
export function loadSecondReading(folder = shipped, worker = path.join(__dirname, 'second.js')): SecondReading {
  const file = (name: string) => path.join(folder, name);
  return createSecondReading({
    readModel() {
      const missing = Object.values(modelFiles).find(name => !existsSync(file(name)));
      if (missing !== undefined) throw new Error(`its model is not here: ${missing} is missing`);
      return readModel(readFileSync(file(modelFiles.manifest)), readFileSync(file(modelFiles.vocabulary)));
    },
    async readParts() {
      const [model, runtime] = await Promise.all([readFile(file(modelFiles.model)), readFile(file(modelFiles.runtime))]);
      return { model, runtime };
    },
    startWorker: startNodeWorker(worker),
  });
}

/** Starts a worker thread from its bundle. */
export function startNodeWorker(bundle: string): StartWorker {
  return ({ answer, gone }) => {
    const worker = new Worker(bundle);
    worker.on('message', (message: Answer) => answer(message));
    worker.on('error', error => gone(`its worker broke off: ${error.message}`));
    worker.on('messageerror', error => gone(`its worker could not be understood: ${error.message}`));
    worker.on('exit', code => gone(`its worker has gone (exit code ${code})`));
    return {
      post: (order, transfer) => worker.postMessage(order, transfer),
      busy: busy => (busy ? worker.ref() : worker.unref()),
      end: () => void worker.terminate(),
    };
  };
}
