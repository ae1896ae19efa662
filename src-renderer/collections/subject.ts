import { create } from 'zustand';
import type { Collection } from '../../src-shared/contract/index.ts';
import { useNavigation } from '../app/navigation.ts';
import { useOverlay } from '../app/overlays.ts';
import { ownIdOf } from '../library/sections.ts';
import { shownCollections } from './acts.ts';

/** Marks the tree in the document. */
export const TREE = 'data-collections-tree';

type Subject = {
  /** The collection that the focus was last at in the tree. */
  readonly focused: string | null;
  /** What is being named: a new collection in another (null: at the top), or one that is there. */
  readonly naming: { readonly parent: string | null } | { readonly id: string } | null;
};

/** What acts on collections are done to, and which name is asked for. */
export const useSubject = create<Subject>(() => ({ focused: null, naming: null }));

/** Whether the focus is in the tree of collections. */
export const isInTree = (): boolean => document.activeElement?.closest(`[${TREE}]`) != null;

/** The collection that acts are meant for: the focused one, or else the one that is shown. */
export function subjectCollection(): Collection | undefined {
  const all = shownCollections();
  const shown = ownIdOf('collection', useNavigation.getState().sidebar);
  const id = isInTree() ? useSubject.getState().focused : shown;
  return all.find((one) => one.id === id);
}

/** Whether keys that lists have too are meant for the tree: it has the focus, or a menu or the palette. */
export function isMeant(): boolean {
  const inMenu = document.activeElement?.closest('[role="menu"], [role="dialog"], dialog') != null;
  return isInTree() || inMenu || useOverlay.getState().open !== 'none';
}
