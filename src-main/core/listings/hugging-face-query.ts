import { foldText } from './clean.ts';

/** What Hugging Face takes; a longer query is answered 400. */
const MAX_CHARACTERS = 250;

/**
 * What a user typed as Hugging Face takes it: white space folded, cut between two words where it is
 * too long. Null where there is no letter or digit to look for.
 */
export function toHuggingFaceQuery(text: string): string | null {
  const clean = foldText(text.toWellFormed().replace(/\p{Cc}/gu, ' ')) ?? '';
  return /[\p{L}\p{N}]/u.test(clean) ? cut(clean) : null;
}

function cut(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  // One character more tells whether the last word ends exactly there.
  const end = text.slice(0, MAX_CHARACTERS + 1).lastIndexOf(' ');
  const kept = text.slice(0, end > 0 ? end : MAX_CHARACTERS);
  return kept.isWellFormed() ? kept : kept.slice(0, -1);
}
