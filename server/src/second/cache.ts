/** Keeps values up to a total size; what was used longest ago goes first. */
export interface Cache<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  /** Total size of keys and values in bytes. */
  readonly bytes: number;
}

/** @param most Bytes. What is larger than that by itself is not kept. */
export function createCache<T>(most: number, sizeOf: (value: T) => number): Cache<T> {
  // Maps list their entries in the order in which they came.
  const entries = new Map<string, { readonly value: T; readonly size: number }>();
  let bytes = 0;
  const remove = (key: string): void => {
    bytes -= entries.get(key)?.size ?? 0;
    entries.delete(key);
  };
  return {
    get bytes() {
      return bytes;
    },
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value) {
      remove(key);
      const size = sizeOf(value) + key.length * 2;
      entries.set(key, { value, size });
      bytes += size;
      for (const oldest of entries.keys()) {
        if (bytes <= most) break;
        remove(oldest);
      }
    },
  };
}
