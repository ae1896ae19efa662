import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Row } from './measure.ts';

/** Papers of the libraries that are compared: `OFFPRINT_SCALE_PAPERS`, else ten and a hundred thousand. */
const SIZES = (process.env.OFFPRINT_SCALE_PAPERS ?? '10000,100000').split(',').map(Number);

/** Pages of the files that are read: `OFFPRINT_READING_PAGES`, else ten to a thousand. */
export function readingSizes(): number[] {
  return (process.env.OFFPRINT_READING_PAGES ?? '10,100,350,1000').split(',').map(Number);
}

/** Runs a file for each size in a process of its own, so that memory is told apart; what each prints is its result. */
export async function atEachSize<Result>(file: string): Promise<Result[]> {
  const results: Result[] = [];
  for (const papers of SIZES) results.push(await inProcess<Result>(file, papers));
  return results;
}

async function inProcess<Result>(file: string, papers: number): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
  try {
    const child = spawn(process.execPath, [file, folder, String(papers)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    if (code !== 0) throw new Error(`measuring ${papers} papers ended with ${code}`);
    return JSON.parse(output) as Result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A table's line with a value for each size. */
export function lineOf<Result>(
  results: readonly Result[],
  what: string,
  of: (result: Result) => string,
): Row {
  return { what, value: results.map(of).join('   |   ') };
}

/** `100,000` */
export const short = (value: number): string => Math.round(value).toLocaleString('en-GB');
