/** Longer beginnings of titles than this are not compared: then papers are ordered by id. */
const LENGTH = 80;

/** What titles are ordered by: without case, accents, and marks in front of the first letter or digit. */
export function titleKeyOf(title: string): string {
  const plain = title
    .slice(0, 2 * LENGTH)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
  const start = plain.search(/[\p{L}\p{N}]/u);
  return plain.slice(Math.max(0, start)).toLowerCase().slice(0, LENGTH);
}
