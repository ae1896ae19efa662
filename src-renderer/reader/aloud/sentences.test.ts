import { describe, expect, it } from 'vitest';
import { madeColumn, madePage } from '../../../src-shared/pdf/testing.ts';
import { languageOf, sentencesOf, spokenText } from './sentences.ts';

/** A page of one column. */
const pageOf = (text: string) =>
  madePage(madeColumn(text.split(' '), { x: 72, y: 700, width: 200 }));

const said = (page: ReturnType<typeof pageOf>, language = 'en') =>
  sentencesOf(page, language).map((sentence) => spokenText(page, sentence));

describe('sentences of a page', () => {
  it('[READ-9] go over line ends, and full stops of abbreviations end none', () => {
    const words =
      'We test this on a long line of made words, see Fig. 2 and Smith et al. Nothing here is new. Does it hold for e.g. Small models? Yes!';
    expect(said(pageOf(words))).toEqual([
      'We test this on a long line of made words, see Fig. 2 and Smith et al. Nothing here is new.',
      'Does it hold for e.g. Small models?',
      'Yes!',
    ]);
  });

  it('[READ-9] join hyphens at line ends, and keep each character at its place', () => {
    const page = madePage([
      { text: 'These words are divi-', x: 72, y: 700, width: 200 },
      { text: 'ded at the end of a line here. Another', x: 72, y: 688, width: 200 },
      { text: 'sentence follows.', x: 72, y: 676 },
    ]);
    const [first, second] = sentencesOf(page, 'en');
    expect(spokenText(page, first!)).toBe('These words are divided at the end of a line here.');
    expect(page.text.slice(second!.start, second!.start + 7)).toBe('Another');
    expect(spokenText(page, second!)).toHaveLength(second!.end - second!.start);
  });

  it('[READ-9] leave out page numbers and the stamp at the margin', () => {
    const page = madePage([
      { text: 'arXiv:2611.01234v1 [cs.LG]', x: 30, y: 200, size: 20, angle: Math.PI / 2 },
      ...madeColumn('Only these words are read here.'.split(' '), { x: 72, y: 700, width: 200 }),
      { text: '17', x: 300, y: 40 },
    ]);
    expect(said(page)).toEqual(['Only these words are read here.']);
  });

  it('[READ-9] are spoken in parts where they are long, and lose no word', () => {
    const words = Array.from({ length: 150 }, (_, i) => `word${i}${i % 20 === 19 ? ',' : ''}`);
    const parts = said(pageOf(`${words.join(' ')}.`));
    expect(parts.length).toBeGreaterThan(2);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(320);
    expect(parts.join(' ')).toBe(`${words.join(' ')}.`);
  });

  it('[READ-9] tell the language by its common words', () => {
    expect(languageOf('We show that the model is as good as it was.')).toBe('en');
    expect(languageOf('Wir zeigen, dass das Modell nicht mit den anderen gleich ist.')).toBe('de');
    expect(languageOf('Nous montrons que le modèle est dans les limites.')).toBe('fr');
    expect(languageOf('')).toBe('en');
  });
});
