import { create } from 'zustand';
import type { PickState } from '../ui/picker.tsx';
import { type Subjects, subjects } from './selected.ts';

/** Which picker is open, and for which papers. */
export type Picking = { readonly kind: 'tags' | 'collections'; readonly papers: Subjects };

/** The open picker, or null; a zustand store and hook. */
export const usePicking = create<{ readonly picking: Picking | null }>(() => ({ picking: null }));

/** Opens a picker for what is selected. */
export function pickFor(kind: Picking['kind']): void {
  const papers = subjects();
  if (papers) usePicking.setState({ picking: { kind, papers } });
}

/** Closes the picker. */
export const stopPicking = (): void => usePicking.setState({ picking: null });

/** How many of some papers have a label, where `known` of them were looked at and `having` have it. */
export function stateOf(having: number, known: number, count: number): PickState {
  if (having === 0) return 'none';
  return having === known && known >= count ? 'all' : 'some';
}

/** Does an act to the papers of a picker. */
export function toPicked({ papers }: Picking, act: (ids: readonly string[]) => unknown): void {
  if (papers.known) act(papers.known);
  else void papers.all().then(act);
}
