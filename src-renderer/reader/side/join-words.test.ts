import fc from 'fast-check';
import { expect, it } from 'vitest';
import { patchFor } from './join-words.ts';

function joined(bases: readonly string[], mine: string, theirs: string): string {
  const patch = patchFor(bases, mine, theirs);
  return patch ? mine.slice(0, patch.from) + patch.text + mine.slice(patch.to) : mine;
}

it.each([
  ['both begin', [''], 'Mine', 'Theirs', 'Mine\nTheirs'],
  ['theirs is before', ['ab cd'], 'ab cd mine', 'theirs ab cd', 'theirs ab cd mine'],
  ['theirs is behind', ['ab cd'], 'mine ab cd', 'ab cd theirs', 'mine ab cd theirs'],
  ['both go on at the end', ['ab'], 'ab mine', 'ab theirs', 'ab mine theirs'],
  ['theirs goes on from mine', ['', 'Mine'], 'Mine', 'Mine, and theirs', 'Mine, and theirs'],
  ['mine went on meanwhile', ['', 'Mi'], 'Mine', 'Mi', 'Mine'],
  ['theirs has mine already', ['', 'Theirs'], 'Theirs more', 'Mine\nTheirs', 'Mine\nTheirs more'],
  ['nothing was typed', ['ab'], 'ab', 'cd', 'cd'],
  [
    'theirs took words away',
    ['one two three'],
    'one two three four',
    'one three',
    'one three four',
  ],
])(
  '[NOTE-3] words that arrive while others are typed are joined: %s',
  (_, bases, mine, theirs, all) => {
    expect(joined(bases, mine, theirs)).toBe(all);
  },
);

it('[NOTE-3] no word that was typed is lost, and none that arrives, whatever it is', () => {
  const words = fc.array(fc.constantFrom('ab', 'b', 'c', ' ', '\n'), { maxLength: 6 });
  const text = words.map((parts) => parts.join(''));
  const place = fc.nat({ max: 12 });
  const insert = (base: string, at: number, word: string): string =>
    base.slice(0, at) + word + base.slice(at);
  fc.assert(
    fc.property(text, place, place, (base, at, other) => {
      const all = joined([base], insert(base, at, 'MINE'), insert(base, other, 'THEIRS'));
      expect(all).toContain('MINE');
      expect(all).toContain('THEIRS');
      expect(
        all
          .replace('MINE', '')
          .replace(/\n?THEIRS/, '')
          .replaceAll('\n', ''),
      ).toBe(base.replaceAll('\n', ''));
    }),
    { seed: 6, numRuns: 500 },
  );
});
