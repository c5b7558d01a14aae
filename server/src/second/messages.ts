/** To the worker. `load` comes first, and once. */
export type Order =
  | { readonly type: 'load'; readonly model: Uint8Array; readonly runtime: Uint8Array }
  | { readonly type: 'run'; readonly id: number; readonly ids: Int32Array; readonly features: Int32Array };

/** From the worker: `ready` or `failed` once, then one answer for each `run`, in order. */
export type Answer =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'outputs'; readonly id: number; readonly outputs: Float32Array }
  | { readonly type: 'refused'; readonly id: number; readonly reason: string };
