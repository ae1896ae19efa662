/** Characters without width, soft hyphens, direction marks, and controls that are no white space. */
const INVISIBLE = /[\p{Cf}\p{Cc}]/gu;

/** White space folded; invisible and broken characters gone. LaTeX is left as it is. */
export function cleanText(text: string): string {
  const folded = text.replace(/\s+/g, ' ').replace(INVISIBLE, '');
  return folded.toWellFormed().replace(/ {2,}/g, ' ').trim();
}
