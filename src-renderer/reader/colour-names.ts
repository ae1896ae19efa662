import type { MarkColour } from '../../src-shared/contract/index.ts';

// Written out, because the contract's own list would bring its validator into the bundle.

/** The five colours, in the order of their keys 1 to 5. */
export const COLOURS: readonly MarkColour[] = ['yellow', 'green', 'blue', 'pink', 'purple'];

/** The colour of a highlight before the user's settings are known. */
export const USUAL_COLOUR: MarkColour = 'yellow';
