import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { linkNear } from '../link-following.ts';
import { previewPieces } from '../preview-pieces.ts';
import { addressOfTarget, targetOfAddress } from './link-address.ts';
import { noteLinkSyntax } from './link-syntax.ts';
import { TargetTitles } from './target-titles.ts';

function stateOf(doc: string): EditorState {
  const extensions = [markdown({ base: markdownLanguage, extensions: noteLinkSyntax })];
  const state = EditorState.create({ doc, extensions });
  ensureSyntaxTree(state, doc.length, 10_000);
  return state.update({}).state;
}

function links(doc: string, sourceLine = 0): string[] {
  const pieces = previewPieces(stateOf(doc), 0, doc.length, (line) => line === sourceLine);
  return pieces.flatMap((piece) =>
    piece.kind === 'noteLink' ? `${piece.target} as ${piece.label || '?'}` : [],
  );
}

describe('links of a note in its editor', () => {
  it('[NOTE-2] are shown by their titles, but for the line that is written', () => {
    const doc = 'see [[arxiv:1|A [B] *C*]] and [[note:x]]\n\n- **[[arxiv:2|D]]**';
    expect(links(doc)).toEqual(['arxiv:1 as A [B] *C*', 'note:x as ?', 'arxiv:2 as D']);
    expect(links(doc, 1)).toEqual(['arxiv:2 as D']);
  });

  it('[NOTE-2] are none in code, and none behind a backslash', () => {
    expect(links('`[[arxiv:1]]`\n\n```\n[[arxiv:2]]\n```\n\n\\[[arxiv:3]]')).toEqual([]);
  });

  it('[NOTE-2] are followed from where the caret stands', () => {
    const state = stateOf('see [[arxiv:1|A]] there');
    expect(linkNear(state, 8)).toBe(addressOfTarget('arxiv:1'));
    expect(linkNear(state, 20)).toBeUndefined();
    expect(targetOfAddress(addressOfTarget('note:x'))).toBe('note:x');
    expect(targetOfAddress('https://x')).toBeUndefined();
  });
});

describe('what links lead to', () => {
  const titles = new Map<string, string | null>([['arxiv:1', 'One']]);
  const asked: string[][] = [];
  const ask = async (targets: readonly string[]) => {
    asked.push([...targets]);
    return targets.map((target) => ({ target, title: titles.get(target) ?? null }));
  };

  it('[NOTE-2] is asked once for all that is drawn, and again when it may have changed', async () => {
    const known = new TargetTitles(ask);
    let told = 0;
    known.subscribe(() => told++);
    expect([known.titleOf('arxiv:1'), known.titleOf('note:gone')]).toEqual([undefined, undefined]);
    await known.refresh();
    await expect.poll(() => told).toBe(1);
    expect(asked).toEqual([['arxiv:1', 'note:gone']]);
    expect([known.titleOf('arxiv:1'), known.titleOf('note:gone')]).toEqual(['One', null]);
    await known.refresh();
    expect(told).toBe(1);
    titles.set('note:gone', 'Back');
    await known.refresh();
    expect([told, known.titleOf('note:gone')]).toEqual([2, 'Back']);
  });

  it('[NOTE-2] is asked again where the core did not answer', async () => {
    let answers = 0;
    const known = new TargetTitles(async () => {
      if (answers++ === 0) throw new Error('away');
      return [{ target: 'arxiv:1', title: 'One' }];
    });
    expect(known.titleOf('arxiv:1')).toBeUndefined();
    await expect.poll(() => known.titleOf('arxiv:1')).toBe('One');
  });
});
