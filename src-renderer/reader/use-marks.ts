import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Annotation } from '../../src-shared/contract/index.ts';
import { queries } from '../queries.ts';
import { inReadingOrder } from './marks/edits.ts';
import { withPending } from './marks/mark-session.ts';
import { markSession } from './marks/sessions.ts';
import { inOrderOfPlace } from './marks/shapes.ts';
import type { ReaderSession } from './reader-session.ts';

const NONE: readonly Annotation[] = [];

const placedInOrder = (marks: readonly Annotation[]): readonly Annotation[] =>
  marks.map(inOrderOfPlace).sort(inReadingOrder);

/** A paper's marks with the edits that are on their way, shown on the session's pages too. */
export function useMarks(paperId: string, session: ReaderSession | null): readonly Annotation[] {
  const { data: stored } = useQuery(queries.annotations(paperId));
  const pending = useStore(markSession(paperId).state, (state) => state.pending);
  const marks = useMemo(
    () => placedInOrder(withPending(stored ?? NONE, pending)),
    [stored, pending],
  );
  useEffect(() => session?.marks.set(marks), [session, marks]);
  return marks;
}
