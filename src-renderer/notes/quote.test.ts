import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepCaret } from './caret.ts';
import { insertBlock } from './insert.ts';
import { isFollowed, linkNear } from './link-following.ts';
import { mathSyntax } from './math-syntax.ts';
import { NoteSession } from './note-session.ts';
import { blockAfter, escapeMarkdown, markOfLink, quoteMarkdown } from './quote.ts';

const ID = '0b7a2f0e-51a6-4a39-9d6c-6a3c0f1de2aa';
const LINK = `[p. 3](offprint:mark/${ID})`;

function parsed(doc: string): EditorState {
  const extensions = [markdown({ base: markdownLanguage, extensions: mathSyntax })];
  const state = EditorState.create({ doc, extensions });
  ensureSyntaxTree(state, doc.length, 10_000);
  return state.update({}).state;
}

const note = (): NoteSession => new NoteSession(async () => ({ ok: true }));

describe('quote', () => {
  it('[NOTE-2] is a Markdown quote with a link back to its mark', () => {
    const quote = quoteMarkdown({ id: ID, words: 'features that\nsurvive', label: 'p. 3' });
    expect(quote).toBe(`> features that\n>\n> survive\n> — ${LINK}`);
    expect(markOfLink(`offprint:mark/${ID}`)).toBe(ID);
    expect(quoteMarkdown({ id: ID, words: '', label: 'p. 3' })).toBe(`> ${LINK}`);
  });

  it('[NOTE-2] leads nowhere from an address that only looks like a mark', () => {
    for (const href of [`offprint:mark/${ID}/x`, 'offprint:mark/../x', `x:mark/${ID}`, ''])
      expect(markOfLink(href)).toBeUndefined();
  });

  it('[NOTE-2] keeps words that have signs of Markdown as they are', () => {
    expect(escapeMarkdown('a*b* [c] x_i _d_ $5 `e` <b> 1 < 2')).toBe(
      'a\\*b\\* \\[c\\] x_i \\_d\\_ \\$5 \\`e\\` \\<b> 1 < 2',
    );
    expect(['1. x', '- x', '# x', '+1', '3.14'].map(escapeMarkdown)).toEqual([
      '1\\. x',
      '\\- x',
      '\\# x',
      '+1',
      '3.14',
    ]);
  });

  it('[NOTE-2] any words stay plain text in the quote', () => {
    const signs = fc.constantFrom(...'ab1 *_`$[]()<>!~#-+.&\\|=:'.split(''), '**', '$$', '1. ');
    const plain = new Set(
      'Document Blockquote QuoteMark Paragraph Escape Link LinkMark URL Emoji'.split(' '),
    );
    fc.assert(
      fc.property(fc.array(signs, { minLength: 1, maxLength: 30 }), (words) => {
        const doc = quoteMarkdown({ id: ID, words: words.join(''), label: 'p. 3' });
        const found: string[] = [];
        syntaxTree(parsed(doc)).iterate({ enter: ({ name }) => void found.push(name) });
        expect(found.filter((name) => !plain.has(name))).toEqual([]);
        expect(found.filter((name) => name === 'Link')).toHaveLength(1);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('[NOTE-2] stands between blank lines behind the line of the caret', () => {
    const placed = (text: string, at: number) => {
      const { from, insert, caret } = blockAfter(text, at, '> q');
      const whole = text.slice(0, from) + insert + text.slice(from);
      return `${whole.slice(0, caret)}|${whole.slice(caret)}`;
    };
    expect(placed('', 0)).toBe('> q\n\n|');
    expect(placed('one', 1)).toBe('one\n\n> q\n\n|');
    expect(placed('one\n\n', 5)).toBe('one\n\n> q\n\n|');
    expect(placed('one\ntwo', 1)).toBe('one\n\n> q\n\n|two');
    expect(placed('one\n\ntwo', 5)).toBe('one\n\n> q\n\n|two');
    expect(placed('one\n\n\ntwo', 4)).toBe('one\n\n> q\n\n|two');
  });

  it('[NOTE-2] is put in as one edit, which one undo takes back', () => {
    const session = note();
    session.text.insert(0, 'before');
    insertBlock(session, '> q');
    expect(session.text.toString()).toBe('before\n\n> q\n\n');
    session.text.insert(session.text.length, 'after');
    session.undo.undo();
    expect(session.text.toString()).toBe('before\n\n> q\n\n');
    session.undo.undo();
    expect(session.text.toString()).toBe('before');
  });

  it('[NOTE-2] goes where was written last, over what others wrote, and the next one behind it', () => {
    const session = note();
    session.text.insert(0, 'one\n\ntwo');
    keepCaret(session, 3);
    session.text.insert(0, 'theirs\n\n');
    insertBlock(session, '> q');
    insertBlock(session, '> r');
    expect(session.text.toString()).toBe('theirs\n\none\n\n> q\n\n> r\n\ntwo');
  });
});

describe('links of a note', () => {
  it('[NOTE-2] finds the link at the caret, and the only one of a quote', () => {
    const doc = `see [it](https://a.b) or www.c.d\n\n> words\n> — ${LINK}`;
    const state = parsed(doc);
    expect(linkNear(state, doc.indexOf('it]'))).toBe('https://a.b');
    expect(linkNear(state, doc.indexOf('https'))).toBe('https://a.b');
    expect(linkNear(state, doc.indexOf('c.d'))).toBe('https://www.c.d');
    expect(linkNear(state, doc.indexOf('words'))).toBe(`offprint:mark/${ID}`);
    expect(linkNear(state, 1)).toBeUndefined();
  });

  it('[SAFE-3] follows addresses of the web, of mail and of marks, and no others', () => {
    for (const href of ['https://a.b', 'http://a.b/c', 'mailto:a@b.c', `offprint:mark/${ID}`])
      expect(isFollowed(href)).toBe(true);
    for (const href of ['javascript:alert(1)', 'file:///etc', 'data:text/html,x', '/x', 'x', ''])
      expect(isFollowed(href)).toBe(false);
  });
});
