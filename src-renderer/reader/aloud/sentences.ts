import type { PageText } from '../../../src-shared/pdf/index.ts';

/** A stretch of a page's text that is spoken in one go; offsets into the text, end exclusive. */
export type Sentence = { readonly start: number; readonly end: number };

/** A full stop after one of these ends no sentence. */
const ABBREVIATED =
  /(?:^|[\s([])(?:figs?|eqs?|eqn|secs?|tabs?|refs?|apps?|et al|i\.e|e\.g|cf|vs|no|thm|def|resp|approx|dr|prof|abb|nr|vgl|bzw|z\. ?b|d\. ?h|[a-z])\.\s*$/i;

/** Longer ones are spoken in parts, so that a pause or another rate is heard soon. Characters. */
const LONGEST = 320;

const HAS_WORDS = /[\p{L}\p{N}]/u;
const PAGE_NUMBER = /^[\divxlc\s.–-]+$/i;

/**
 * The sentences of a page in reading order. None goes over the end of a paragraph; page numbers
 * and words that stand at the margin turned by a right angle are left out.
 */
export function sentencesOf(text: PageText, language: string): readonly Sentence[] {
  const cut = new Intl.Segmenter(language, { granularity: 'sentence' });
  return paragraphsOf(text).flatMap((paragraph) => {
    const words = spokenText(text, paragraph);
    const ends = joined([...cut.segment(words)].map(({ segment }) => segment));
    let start = paragraph.start;
    return ends.flatMap((segment) => {
      const sentence = { start, end: start + segment.length };
      start = sentence.end;
      return HAS_WORDS.test(segment) ? inParts(text, trimmed(text, sentence)) : [];
    });
  });
}

/** The words of a sentence as they are spoken: each character stands where it stands in the text. */
export function spokenText({ text }: PageText, { start, end }: Sentence): string {
  return text.slice(start, end).replaceAll('\n', ' ');
}

function paragraphsOf({ lines, text }: PageText): readonly Sentence[] {
  const turned = lines.filter(({ angle }) => isTurned(angle)).length;
  const upright = turned <= lines.length / 2;
  const found: { start: number; end: number; paragraph: number }[] = [];
  for (const { start, end, paragraph, angle } of lines) {
    if (upright && isTurned(angle)) continue;
    const last = found.at(-1);
    // Words at the margin may stand between two lines of one paragraph.
    const follows = last?.paragraph === paragraph && text.slice(last.end, start).trim() === '';
    if (last && follows) last.end = end;
    else found.push({ start, end, paragraph });
  }
  return found.filter(({ start, end }) => !PAGE_NUMBER.test(text.slice(start, end)));
}

const isTurned = (angle: number): boolean => Math.abs(Math.sin(angle)) > 0.5;

/** Segments, with those joined that only an abbreviation parted. */
function joined(segments: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (const segment of segments) {
    const last = whole.at(-1);
    if (last !== undefined && ABBREVIATED.test(last)) whole[whole.length - 1] = last + segment;
    else whole.push(segment);
  }
  return whole;
}

function trimmed({ text }: PageText, { start, end }: Sentence): Sentence {
  const words = text.slice(start, end);
  return {
    start: start + words.length - words.trimStart().length,
    end: end - (words.length - words.trimEnd().length),
  };
}

/** A long sentence in parts, cut behind a comma or the like, else between words. */
function inParts(page: PageText, { start, end }: Sentence): readonly Sentence[] {
  const parts: Sentence[] = [];
  let from = start;
  while (end - from > LONGEST) {
    const head = page.text.slice(from, from + LONGEST);
    const pause = Math.max(
      ...[', ', '; ', ': ', ',\n', ';\n'].map((sign) => head.lastIndexOf(sign)),
    );
    const space = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n'));
    const length = pause > LONGEST / 3 ? pause + 1 : space > 0 ? space : LONGEST;
    parts.push(trimmed(page, { start: from, end: from + length }));
    from += length;
  }
  return [...parts, trimmed(page, { start: from, end })];
}

const COMMON: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set('the of and to in is that we for are with this by be as on from which it'.split(' ')),
  de: new Set(
    'der die das und in den von zu mit ist für auf im des dem nicht ein eine wir'.split(' '),
  ),
  fr: new Set(
    'le la les des et en du une est que pour dans qui par sur nous avec un ce'.split(' '),
  ),
  es: new Set('el la los las de y en que por para con una es del se un como al lo'.split(' ')),
};

/** The language that a text seems to be in, by its commonest words; English where none speaks. */
export function languageOf(text: string): string {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counts = Object.entries(COMMON).map(([language, common]) => ({
    language,
    count: words.filter((word) => common.has(word)).length,
  }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).language;
}
