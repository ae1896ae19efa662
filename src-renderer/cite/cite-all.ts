import type { CiteResult, ReferenceFormat } from '../../src-shared/contract/index.ts';
import { KeyRing, REFERENCE_FRAMES } from '../../src-shared/references/index.ts';
import { client } from '../client.ts';

/** How references are written; the style of the settings where none is named. */
export type Choice = { readonly format: ReferenceFormat; readonly style?: string };

/** References to papers in one text, and as HTML where they are for people. */
export type Written = {
  readonly text: string;
  readonly html: string | null;
  readonly papers: number;
};

/** Why there are none. */
export type CiteFailure = Extract<CiteResult, { ok: false }>['reason'] | 'core';

/** Papers that are asked for at a time; numbered styles count within it. */
const PART = 500;

/** Writes references to papers, however many; `onDone` is told how many papers are done. */
export async function citeAll(
  ids: readonly string[],
  { format, style }: Choice,
  { signal, onDone }: { readonly signal: AbortSignal; readonly onDone: (papers: number) => void },
): Promise<Written | CiteFailure> {
  const keys = new KeyRing();
  const texts: string[] = [];
  const htmls: string[] = [];
  for (let start = 0; start < ids.length; start += PART) {
    const part = ids.slice(start, start + PART);
    const cited = await ask(part, { format, ...(style !== undefined && { style }) }, signal);
    if (typeof cited === 'string') return cited;
    for (const { text, html } of cited) {
      texts.push(keys.unique(format, text));
      if (html !== null) htmls.push(`<p>${html}</p>`);
    }
    onDone(start + part.length);
  }
  const { before, between, after } = REFERENCE_FRAMES[format];
  const html = htmls.length > 0 ? htmls.join('\n') : null;
  return { text: before + texts.join(between) + after, html, papers: texts.length };
}

async function ask(ids: readonly string[], choice: Choice, signal: AbortSignal) {
  try {
    const cited = await client.exchange.cite({ ids: [...ids], ...choice }, { signal });
    return cited.ok ? cited.references : cited.reason;
  } catch {
    return 'core' as const;
  }
}
