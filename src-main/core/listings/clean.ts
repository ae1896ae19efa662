/** Text with its white space folded, or null where nothing is left: listings hard-wrap theirs. */
export function foldText(text: string | null | undefined): string | null {
  const folded = text?.replace(/\s+/g, ' ').trim();
  return folded ? folded : null;
}

/** Words of a text, without case and accents, to compare texts by. */
export function foldedWords(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The UTC day, `YYYY-MM-DD`, of a date in ISO 8601; null where it is none. */
export function toDay(date: string | null | undefined): string | null {
  if (!date) return null;
  const time = Date.parse(date);
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}

/** An absolute http(s) URL, resolved against the upstream's origin; null for any other scheme. */
export function toUrl(url: string | null | undefined, origin: string): string | null {
  const text = url?.trim();
  const parsed = text ? URL.parse(text, origin) : null;
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.href : null;
}

/** A repository's URL; `owner/repo` means GitHub. */
export function toRepository(repository: string | null | undefined): string | null {
  const text = repository?.trim();
  if (!text) return null;
  if (/^[\w.-]+\/[\w.-]+$/.test(text)) return `https://github.com/${text}`;
  if (/^(www\.)?github\.com\//i.test(text)) return `https://${text}`;
  const parsed = URL.parse(text);
  return parsed && /^https?:$/.test(parsed.protocol) ? text : null;
}

/** The list without its empty texts, or null where none is left: empty is not known, not none. */
export function foldList(texts: readonly (string | null)[] | null | undefined): string[] | null {
  const folded = (texts ?? []).map(foldText).filter((text) => text !== null);
  return folded.length > 0 ? folded : null;
}
