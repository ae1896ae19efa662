import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { noteLinkAt } from '../../src-shared/notes/index.ts';
import { isOutside, openOutside } from '../app/open-outside.ts';
import { addressOfTarget, targetOfAddress } from './links/link-address.ts';
import { markOfLink } from './quote.ts';

type Node = ReturnType<typeof syntaxTree>['topNode'];

/** Goes to a mark by its id. */
export type FollowMark = (id: string) => void;

/** Where the links of a note that leave it for another place of the program lead. */
export type Following = {
  readonly onMark: FollowMark;
  /** Goes to a paper or a note. */
  readonly onTarget: (target: string) => void;
};

/** Whether a link of a note leads anywhere. */
export const isFollowed = (href: string): boolean =>
  markOfLink(href) !== undefined || targetOfAddress(href) !== undefined || isOutside(href);

function follow(href: string, { onMark, onTarget }: Following): void {
  const mark = markOfLink(href);
  const target = targetOfAddress(href);
  if (mark !== undefined) onMark(mark);
  else if (target !== undefined) onTarget(target);
  else openOutside(href);
}

/** The address of a link of the tree: `[[target]]`, `[words](url)`, `<url>`, or one that merely stands there. */
export function hrefOf(state: EditorState, node: Node): string | undefined {
  if (node.name === 'NoteLink') {
    const link = noteLinkAt(state.sliceDoc(node.from, node.to));
    return link && addressOfTarget(link.target);
  }
  if (node.name === 'URL') return addressOf(state.sliceDoc(node.from, node.to));
  const url = node.getChild('URL');
  return url ? addressOf(state.sliceDoc(url.from, url.to)) : undefined;
}

/** GitHub's Markdown makes links of `www.` and of mail addresses without a scheme. */
function addressOf(text: string): string {
  const url = text.replace(/^<(.*)>$/, '$1');
  if (/^www\./i.test(url)) return `https://${url}`;
  return /^[^\s:/@]+@[^\s:/@]+$/.test(url) ? `mailto:${url}` : url;
}

const LINKS: readonly string[] = ['Link', 'Autolink', 'URL', 'NoteLink'];

/** The link at an offset of a note, or the only one of the quote there. */
export function linkNear(state: EditorState, offset: number): string | undefined {
  let quote: Node | undefined;
  for (const side of [-1, 1] as const) {
    let node: Node | null = syntaxTree(state).resolveInner(offset, side);
    for (; node; node = node.parent) {
      if (LINKS.includes(node.name) && node.parent?.name !== 'Link') {
        const href = hrefOf(state, node);
        if (href !== undefined) return href;
      }
      if (node.name === 'Blockquote') quote ??= node;
    }
  }
  return quote && onlyLink(state, quote);
}

function onlyLink(state: EditorState, within: Node): string | undefined {
  const found: string[] = [];
  syntaxTree(state).iterate({
    from: within.from,
    to: within.to,
    enter: ({ node }) => {
      if (!LINKS.includes(node.name)) return true;
      const href = hrefOf(state, node);
      if (href !== undefined) found.push(href);
      return false;
    },
  });
  return found.length === 1 ? found[0] : undefined;
}

function hrefUnder(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.shiftKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest('[data-href]') : null;
  return link instanceof HTMLElement ? link.dataset.href : undefined;
}

/** Links are followed by a click, and by `Mod+Enter` with the caret in them or in their quote. */
export function linkFollowing(following: Following): Extension {
  const followCaret = ({ state }: EditorView): boolean => {
    const href = linkNear(state, state.selection.main.head);
    if (href === undefined || !isFollowed(href)) return false;
    follow(href, following);
    return true;
  };
  return [
    keymap.of([{ key: 'Mod-Enter', run: followCaret }]),
    EditorView.domEventHandlers({
      // The caret would go there and show the Markdown in the place of what is clicked.
      mousedown: (event) => hrefUnder(event) !== undefined,
      click: (event) => {
        const href = hrefUnder(event);
        if (href === undefined) return false;
        follow(href, following);
        return true;
      },
    }),
  ];
}
