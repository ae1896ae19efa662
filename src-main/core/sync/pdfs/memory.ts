import { ToldPdfs } from './told-pdfs.ts';
import type { CarrierParts, PdfsWaiting } from './types.ts';

/** None in either direction. */
export const NONE_WAITING: PdfsWaiting = { up: 0, down: 0 };

/** A blob that could not be read, so that it is not read again and again. */
export type Misread = { readonly bytes: number; readonly at: number };

/** What is remembered from one time to the next while the program runs. */
export class CarryMemory {
  readonly told: ToldPdfs;
  readonly misread = new Map<string, Misread>();
  /** When all was found to be in step, and how the library was then. */
  settled: { readonly at: number; readonly as: string } | null = null;
  waiting: PdfsWaiting = NONE_WAITING;

  constructor(parts: CarrierParts) {
    this.told = new ToldPdfs(parts.mutations.context.store);
  }
}
