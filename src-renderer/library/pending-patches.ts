import type { ManyPatch, PaperDetails, PaperRow } from '../../src-shared/contract/index.ts';
import { patched } from './patch.ts';

/** What the user said of papers and the core has not acknowledged yet, by paper, in order. */
const pending = new Map<string, ManyPatch[]>();

/** Notes a patch that is on its way; the returned function says that the core has answered. */
export function addPending(ids: readonly string[], patch: ManyPatch): () => void {
  for (const id of ids) pending.set(id, [...(pending.get(id) ?? []), patch]);
  return () => {
    for (const id of ids) forget(id, patch);
  };
}

function forget(id: string, patch: ManyPatch): void {
  const rest = (pending.get(id) ?? []).filter((one) => one !== patch);
  if (rest.length > 0) pending.set(id, rest);
  else pending.delete(id);
}

/** How many times a paper's PDF was asked for and the core has not put it into the queue yet. */
const asked = new Map<string, number>();

/** Notes that a PDF was asked for; the returned function says that the core has answered. */
export function addAsked(id: string): () => void {
  asked.set(id, (asked.get(id) ?? 0) + 1);
  return () => {
    const left = (asked.get(id) ?? 1) - 1;
    if (left > 0) asked.set(id, left);
    else asked.delete(id);
  };
}

type Told = { readonly id: string } & (PaperDetails | PaperRow | object);

/** A paper, or a row of one, as the core told it, with what the user has said since. */
export function withPending<T extends Told>(told: T): T {
  const patches = pending.get(told.id) ?? [];
  if (patches.length === 0 && !asked.has(told.id)) return told;
  const asSaid = patches.reduce<T>(patched, told);
  return asked.has(told.id) ? { ...asSaid, ...queued(told) } : asSaid;
}

type PdfState = PaperRow['pdfState'];
const next = (state: PdfState): PdfState =>
  state === 'none' || state === 'failed' ? 'queued' : state;

/** The core told of the PDF before it heard that it is wanted. */
function queued(told: Told): object {
  if ('pdf' in told) return { pdf: { ...told.pdf, state: next(told.pdf.state) } };
  return 'pdfState' in told ? { pdfState: next(told.pdfState) } : {};
}
