import { isLooseName, isPlainName, splitNames } from './names.ts';
import type { EvidenceLine } from './types.ts';

/** Lines under the title that are looked at, and how many may come before the names. */
const MOST_LINES = 60;
const MOST_BEFORE = 3;
const END =
  /^\W*(?:a\s*b\s*s\s*t\s*r\s*a\s*c\s*t|a r t i c l e|introduction|keywords|contents|summary)\b/iu;

/**
 * The authors under the title, as far as that is sure: whole lines of names in the type of the first
 * such line, up to the abstract. Lines of other type (affiliations, addresses) are passed over; one of
 * the same type that holds no names ends the list. Empty where no line is all names.
 */
export function authorsBelow(lines: readonly EvidenceLine[], from: number): string[] {
  const authors: string[] = [];
  let first: EvidenceLine | undefined;
  for (const [index, line] of lines.slice(from, from + MOST_LINES).entries()) {
    if (END.test(line.text)) break;
    const names = namesOf(line);
    if (!first && !names && index >= MOST_BEFORE) break;
    if (!first && names) first = line;
    if (!first || !isAlike(line, first)) continue;
    if (!names) {
      if (/^\s*and\s*$/iu.test(line.text)) continue;
      break;
    }
    authors.push(...names);
  }
  return [...new Set(authors)];
}

/** The names of a line that holds nothing else; a scanned one has wide gaps within a name, too. */
function namesOf({ setting }: EvidenceLine): string[] | null {
  const readings = [splitNames(setting), splitNames(setting.replaceAll('\t', ' '))];
  return readings.find(areNames) ?? null;
}

function areNames(texts: readonly string[]): boolean {
  const isName = (text: string): boolean => isPlainName(text) || isLooseName(text);
  return texts.some(isPlainName) && texts.every(isName);
}

function isAlike(line: EvidenceLine, first: EvidenceLine): boolean {
  return line.font === first.font && Math.abs(line.size - first.size) < 0.03 * first.size;
}
