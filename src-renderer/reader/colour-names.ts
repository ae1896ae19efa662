import type {
  MarkColour,
  MarkKind,
  TextMarkKind,
  UserSettings,
} from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';

// Written out, because the contract's own list would bring its validator into the bundle.

/** The five colours, in the order of their keys 1 to 5. */
export const COLOURS: readonly MarkColour[] = ['yellow', 'green', 'blue', 'pink', 'purple'];

/** The kinds of marks that lie over words. */
export const TEXT_KINDS: readonly TextMarkKind[] = ['highlight', 'underline', 'strikeout'];

/** All kinds of marks. */
export const KINDS: readonly MarkKind[] = [...TEXT_KINDS, 'area', 'ink', 'note'];

/** The colour of a highlight before the user's settings are known. */
export const USUAL_COLOUR: MarkColour = 'yellow';

/** What the user calls some of the colours. */
export type ColourNames = UserSettings['colourNames'];

/** A colour's name as a title. */
export function colourTitle(colour: MarkColour, names: ColourNames): string {
  return names[colour] ?? t.reader.colours[colour];
}

/** A colour's name within a sentence; one that the user gave stays as it was written. */
export function colourWithin(colour: MarkColour, names: ColourNames): string {
  return names[colour] ?? t.reader.coloursWithin[colour];
}
