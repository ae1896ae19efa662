import type { Random } from './random.ts';

/** Words that fill the slots of a template. */
export type Slots = Readonly<Record<string, string>>;

const innermostChoice = /<([^<>]*\|[^<>]*)>/;
/** Not after a letter, so that the braces of `\mathcal{O}` stay what they are. */
const slot = /(?<![a-z])\{([a-z]+)(\^)?(?::(\d+)-(\d+))?\}/gi;

/**
 * Fills a template. `<a|b>` is a choice and may be nested; `{name}` a slot, `{name^}` the slot with
 * a capital; `{int:2-9}` a whole number, `{dec:2-9}` a number with one decimal place; `a(n)` becomes
 * the article that fits. A slot that nobody fills throws, so that no half-filled text gets out.
 */
export function fill(template: string, slots: Slots, random: Random): string {
  const chosen = choose(template, random);
  const filled = chosen.replace(slot, (_, name: string, capital, low, high) => {
    if (low) return numberText(name, Number(low), Number(high), random);
    const word = slots[name];
    if (word === undefined) throw new Error(`no word for {${name}} in: ${template}`);
    return capital ? capitalised(word) : word;
  });
  return filled.replace(/\b([Aa])\(n\)(\s+)(\S)/g, article).replace(/ {2,}/g, ' ');
}

function choose(template: string, random: Random): string {
  let text = template;
  for (let match = innermostChoice.exec(text); match; match = innermostChoice.exec(text)) {
    text = text.replace(match[0], random.pick(match[1]!.split('|')));
  }
  return text;
}

function numberText(kind: string, low: number, high: number, random: Random): string {
  const whole = random.int(low, high);
  return kind === 'dec' ? `${whole}.${random.int(1, 9)}` : String(whole);
}

function article(_: string, letter: string, space: string, next: string): string {
  return `${letter}${/[aeio]/i.test(next) ? 'n' : ''}${space}${next}`;
}

/** The text with its first letter in upper case, but for names such as nDCG. */
export function capitalised(text: string): string {
  return /^[a-z][A-Z]/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

const smallWords = new Set(
  'a an and as at but by for from in into is not of on or per the to under via with without'.split(
    ' ',
  ),
);

/** Title case as papers have it: small words stay small, except at the start and after a colon. */
export function titleCase(text: string): string {
  const words = text.split(' ');
  return words.map((word, i) => titleWord(word, i === 0 || /[:?]$/.test(words[i - 1]!))).join(' ');
}

function titleWord(word: string, first: boolean): string {
  if (!first && smallWords.has(word)) return word;
  return word
    .split('-')
    .map((part, i) => (i > 0 && smallWords.has(part) ? part : capitalised(part)))
    .join('-');
}

/** The text in lines of at most `width` characters, broken at spaces, as arXiv once sent abstracts. */
export function hardWrapped(text: string, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1]!;
    if (line.length + word.length + 1 > width && line !== '') lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}
