import { create } from 'zustand';
import type { ReferenceFormat } from '../../src-shared/contract/index.ts';

/** The papers that the dialog cites, or null where it is closed, and the format chosen last. */
export const useCite = create<{
  readonly ids: readonly string[] | null;
  readonly format: ReferenceFormat;
}>(() => ({ ids: null, format: 'formatted' }));

/** Opens the dialog for papers. */
export const cite = (ids: readonly string[]): void => {
  if (ids.length > 0) useCite.setState({ ids });
};

/** Closes it. */
export const closeCite = (): void => useCite.setState({ ids: null });
