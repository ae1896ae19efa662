import { expect, it } from 'vitest';
import { readReferences } from './read-references.ts';
import type { ReferenceLayout } from './types.ts';

const noted = (note: string): string => `TY  - JOUR\nTI  - a\nN1  - <p>${note}\nER  - \n`;

const HOSTILE: readonly (readonly [ReferenceLayout, string, string])[] = [
  ['ris', 'quotes in tags', noted('<a "'.repeat(200_000))],
  ['ris', 'comments', noted('<!--'.repeat(200_000))],
  ['ris', 'scripts', noted('<script>'.repeat(100_000))],
  ['csl-json', 'a long open string', `[{"title": "${'x'.repeat(20_000_000)}`],
  ['csl-json', 'escapes', `["${'\\"'.repeat(5_000_000)}`],
  ['csl-json', 'brackets', '['.repeat(1_000_000)],
  ['zotero', 'depth', `<rdf:RDF>${'<a>'.repeat(100_000)}`],
];

it.each(HOSTILE)('[SAFE-3] %s full of %s comes to an end', (layout, _, text) => {
  const begun = performance.now();
  expect(readReferences(layout, text).entries.length).toBeLessThan(2);
  // Some 100 ms here; what grows with the square of it takes minutes.
  expect(performance.now() - begun).toBeLessThan(10_000);
});
