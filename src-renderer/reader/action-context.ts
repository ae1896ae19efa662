import type { RefObject } from 'react';
import type { MarkColour } from '../../src-shared/contract/index.ts';
import type { ColourNames } from './colour-names.ts';
import type { ReaderSession } from './reader-session.ts';
import type { ReaderStore } from './reader-store.ts';

/** What the actions of one reader work on. */
export type ActionContext = {
  readonly session: ReaderSession;
  readonly store: ReaderStore;
  readonly pageInput: RefObject<HTMLInputElement | null>;
  /** The colour that a highlight has when none is named. */
  readonly usualColour: () => MarkColour;
  readonly colourNames: ColourNames;
};
