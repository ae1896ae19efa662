import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import type { ReaderSession } from '../reader-session.ts';
import { Draft } from './draft.ts';
import { patchFor } from './join-words.ts';

type Field = RefObject<HTMLTextAreaElement | null>;

/** Texts that are remembered as no news: what was sent comes back soon. */
const REMEMBERED = 50;

/**
 * The text of a mark's comment in a field, and what the field tells. While it has the focus, what
 * another window or machine writes comes into the text that is typed, and takes nothing from it.
 */
export function useComment(mark: Annotation, session: ReaderSession, field: Field) {
  const { comment } = mark;
  const latest = useRef(mark);
  latest.current = mark;
  /** What stands in the field while it has the focus. */
  const [typed, setTyped] = useState<string | null>(null);
  const known = useRef<readonly string[]>([]);
  const draft = useMemo(
    () =>
      new Draft((text) => {
        known.current = [...known.current.slice(-REMEMBERED), text];
        session.marks.change(latest.current, { comment: text });
      }),
    [session],
  );
  useEffect(() => {
    const flush = () => draft.flush();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [draft]);
  const type = (text: string): void => {
    setTyped(text);
    draft.type(text);
  };
  // Before it is painted: the caret is never seen elsewhere.
  useLayoutEffect(() => {
    const box = field.current;
    if (typed === null || box === null || known.current.includes(comment)) return;
    const patch = patchFor(known.current, typed, comment);
    known.current = [...known.current, comment];
    if (patch) box.setRangeText(patch.text, patch.from, patch.to, 'preserve');
    setTyped(box.value);
    draft.type(box.value);
  }, [comment, typed, field, draft]);
  return {
    text: typed ?? comment,
    type,
    focus: () => {
      known.current = [comment];
      setTyped(comment);
    },
    blur: () => {
      draft.flush();
      setTyped(null);
    },
  };
}
