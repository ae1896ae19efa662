import { cpus, totalmem } from 'node:os';

/** One line of a benchmark's table. */
export type Row = { readonly what: string; readonly value: string; readonly note?: string };

/** A benchmark: its rule's id, a title, and what it measured. */
export type Bench = {
  readonly rule: string;
  readonly title: string;
  readonly run: () => Promise<Row[]>;
};

/** The middle value; of an even number, the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** The value that a part of the values (0.95 for 95 %) is at most. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** `12.3 ms` */
export function milliseconds(value: number): string {
  return `${value < 100 ? value.toFixed(1) : Math.round(value).toString()} ms`;
}

/** `42 µs` or `12.3 ms` */
export function duration(value: number): string {
  return value < 1 ? `${Math.round(value * 1000)} µs` : milliseconds(value);
}

/** `118 MiB` */
export function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20).toLocaleString('en-GB')} MiB`;
}

/** `20 100 a second` */
export function perSecond(count: number, elapsed: number): string {
  return `${Math.round((count / elapsed) * 1000).toLocaleString('en-GB')} a second`;
}

/** `0.57×` */
export function ratio(value: number, reference: number): string {
  return `${(value / reference).toFixed(2)}×`;
}

/** The machine in a line, so that a figure is never read without it. */
export function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${memory} GiB, ${process.platform}, Node ${process.versions.node}`;
}

/** Prints a benchmark's table. */
export function print(bench: Bench, rows: readonly Row[]): void {
  console.log(`\n[${bench.rule}] ${bench.title}`);
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const { what, value, note } of rows) {
    console.log(`  ${what.padEnd(width)}  ${value}${note ? `  (${note})` : ''}`);
  }
}
