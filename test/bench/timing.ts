/** What a piece of work took: by the clock, and of processor time, which other programs on the machine disturb less. Milliseconds. */
export interface Took {
  readonly clock: number;
  readonly processor: number;
}

export function time(work: () => void): Took {
  const cpu = process.cpuUsage();
  const start = performance.now();
  work();
  const clock = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { clock, processor: (user + system) / 1000 };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0).padStart(6)} ms`;
}
