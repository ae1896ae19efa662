import { Stopped } from '../report.ts';
import type { TargetReason } from '../targets/index.ts';
import { CarryStep } from './carry-step.ts';
import { CarryMemory, NONE_WAITING } from './memory.ts';
import type { Carried, CarrierParts, CarryLink, PdfsWaiting } from './types.ts';

/**
 * Carries PDFs of the user's own between this machine and a target (SYNC-1): what is fetched is
 * fetched by each machine. Nothing of this machine's is ever deleted by it.
 */
export class PdfCarrier {
  readonly #parts: CarrierParts;
  readonly #memory: CarryMemory;
  #going: Promise<Carried> | null = null;

  constructor(parts: CarrierParts) {
    this.#parts = parts;
    this.#memory = new CarryMemory(parts);
  }

  /** How many waited when it was looked last. */
  get waiting(): PdfsWaiting {
    return this.#memory.waiting;
  }

  /** Carries what is to be carried, after documents came and went; never rejects. One at a time. */
  carry(link: CarryLink): Promise<Carried> {
    this.#going ??= this.#carry(link).finally(() => {
      this.#going = null;
    });
    return this.#going;
  }

  /** Forgets what was found at a target. */
  forget(): void {
    this.#memory.misread.clear();
    this.#memory.settled = null;
    this.#memory.waiting = NONE_WAITING;
  }

  /** Resolves when nothing is carried any more. */
  async idle(): Promise<void> {
    await this.#going;
  }

  async #carry(link: CarryLink): Promise<Carried> {
    const step = new CarryStep(this.#parts, link, this.#memory);
    try {
      return { ok: true, isMore: await step.all(), ...step.done };
    } catch (error) {
      return { ok: false, reason: reasonOf(error), ...step.done };
    }
  }
}

function reasonOf(error: unknown): (Carried & { ok: false })['reason'] {
  if (error instanceof Stopped) {
    const { reason } = error.failure;
    return reason as TargetReason | 'stopped';
  }
  const isFull = ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
  if (!isFull) {
    const detail = error instanceof Error ? error.stack : error;
    console.error(`offprint: PDFs could not be carried: ${detail}`);
  }
  return 'disk';
}
