import { plainLine } from '../../src-shared/notes/index.ts';

const LINES = 4;
const CHARACTERS = 400;

/** The first lines of a note as plain text: marks of headings, lists and emphasis are left out. */
export function previewLines(markdown: string): string[] {
  return markdown
    .slice(0, CHARACTERS * 2)
    .split('\n')
    .map(plainLine)
    .filter((line) => line !== '')
    .slice(0, LINES)
    .map((line) => (line.length > CHARACTERS ? `${line.slice(0, CHARACTERS)}…` : line));
}
