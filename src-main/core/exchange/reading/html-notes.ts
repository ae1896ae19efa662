import { hasHtml, textOfEntities } from './html-entities.ts';

/** Far beyond a note that somebody wrote. */
const MOST_LENGTH = 1_000_000;

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;
const BLOCK = /^(?:p|div|ul|ol|table|tr|blockquote|pre|h[1-6])$/;

/**
 * A note as Markdown: of HTML what Markdown can say, and links to the web alone; text as it is.
 * Nothing of it is HTML (SAFE-3).
 */
export function markdownOfHtml(note: string): string {
  const text = note.slice(0, MOST_LENGTH);
  if (!hasHtml(text)) return textOfEntities(text).trim();
  const hrefs: string[] = [];
  const marked = text
    .replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
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
