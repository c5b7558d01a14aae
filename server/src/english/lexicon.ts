/** Narrows a word list: a mapping of names to lists of words. Throws where the file has another shape, which its tests would have shown. */
export function wordSets<Name extends string>(data: unknown, names: readonly Name[]): Record<Name, ReadonlySet<string>> {
  const record = asRecord(data);
  return Object.fromEntries(names.map(name => [name, new Set(asWords(record[name], name))] as const)) as Record<string, ReadonlySet<string>> as Record<
    Name,
    ReadonlySet<string>
  >;
}

/** Narrows a mapping of words to `T`s that `parse` accepts. */
export function wordMap<T>(data: unknown, parse: (value: unknown) => T): ReadonlyMap<string, T> {
  return new Map(Object.entries(asRecord(data)).map(([word, value]) => [word, parse(value)]));
}

export function asRecord(data: unknown): Record<string, unknown> {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new TypeError('a word list is not a mapping');
  return data as Record<string, unknown>;
}

export function asWords(data: unknown, name: string): string[] {
  if (!Array.isArray(data)) throw new TypeError(`the word list "${name}" is not a list`);
  return data.map(String);
}
