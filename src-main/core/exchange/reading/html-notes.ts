import { hasHtml, textOfEntities } from './html-entities.ts';

/** Far beyond a note that somebody wrote. */
const MOST_LENGTH = 1_000_000;

const TAG = /<(\/?)([a-z][a-z0-9]{0,20})((?![a-z0-9])[^<>]{0,2000})>/gi;
const BLOCK = /^(?:p|div|ul|ol|table|tr|blockquote|pre|h[1-6])$/;

/** What a browser does not show, by how it begins and ends. */
const HIDDEN: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<script', '</script>'],
  ['<style', '</style>'],
];

/**
 * A note as Markdown: of HTML what Markdown can say, and links to the web alone; text as it is.
 * Nothing of it is HTML (SAFE-3).
 */
export function markdownOfHtml(note: string): string {
  const text = note.slice(0, MOST_LENGTH);
  if (!hasHtml(text)) return textOfEntities(text).trim();
  const hrefs: string[] = [];
  const marked = HIDDEN.reduce(without, text)
    .replace(/\s+/g, ' ')
    .replace(TAG, (_, slash: string, name: string, rest: string) =>
      markOf(name.toLowerCase(), slash === '/', rest, hrefs),
    );
  return textOfEntities(marked.replace(/<(?=[a-z/!])/gi, ''))
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function markOf(name: string, isEnd: boolean, rest: string, hrefs: string[]): string {
  if (name === 'br') return '\n';
  if (name === 'li') return isEnd ? '' : '\n- ';
  if (/^h[1-6]$/.test(name)) return isEnd ? '\n\n' : `\n\n${'#'.repeat(Number(name[1]))} `;
  if (BLOCK.test(name)) return '\n\n';
  if (name === 'b' || name === 'strong') return '**';
  if (name === 'i' || name === 'em') return '*';
  if (name !== 'a') return '';
  return isEnd ? linkEnd(hrefs) : linkBegin(rest, hrefs);
}

function linkBegin(rest: string, hrefs: string[]): string {
  const [, , href = ''] = /href\s*=\s*(["'])(https?:\/\/[^"'\s()]*)\1/i.exec(rest) ?? [];
  hrefs.push(href);
  return href === '' ? '' : '[';
}

function linkEnd(hrefs: string[]): string {
  const href = hrefs.pop() ?? '';
  return href === '' ? '' : `](${href})`;
}

/** The text without what lies between; what is not closed goes on to the end. Linear. */
function without(text: string, [open, close]: readonly [string, string]): string {
  const lower = text.toLowerCase();
  // Some letters are longer in lower case; then places would not be the same.
  const found = lower.length === text.length ? lower : text;
  let kept = '';
  let at = 0;
  for (;;) {
    const start = found.indexOf(open, at);
    if (start === -1) return kept + text.slice(at);
    kept += text.slice(at, start);
    const end = found.indexOf(close, start + open.length);
    if (end === -1) return kept;
    at = end + close.length;
  }
}
