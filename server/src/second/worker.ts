import { createEncoder, type Encoder } from './encoder.js';
import type { Answer, Order } from './messages.js';

/** The worker's side: does what it is told to, one order after the other. `send` passes the buffers on. */
export function createWorker(send: (answer: Answer, transfer: readonly ArrayBuffer[]) => void): (order: Order) => void {
  let encoder: Encoder | undefined;
  let turn: Promise<void> = Promise.resolve();

  async function load({ model, runtime }: Extract<Order, { type: 'load' }>): Promise<void> {
    try {
      encoder = await createEncoder(model, runtime);
      send({ type: 'ready' }, []);
    } catch (error) {
      send({ type: 'failed', reason: reasonOf(error) }, []);
    }
  }

  async function run({ id, ids, features }: Extract<Order, { type: 'run' }>): Promise<void> {
    try {
      if (!encoder) throw new Error('there is no model');
      const outputs = await encoder.run(ids, features);
      send({ type: 'outputs', id, outputs }, [outputs.buffer as ArrayBuffer]);
    } catch (error) {
      send({ type: 'refused', id, reason: reasonOf(error) }, []);
    }
  }

  return order => {
    turn = turn.then(() => (order.type === 'load' ? load(order) : run(order)));
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
