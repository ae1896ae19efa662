import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, markColour } from '../../src-shared/contract/index.ts';
import { COLOURS, USUAL_COLOUR } from './colour-names.ts';

test('[MARK-1] the colours are those of the contract, in its order', () => {
  expect(COLOURS).toEqual(markColour.options);
  expect(USUAL_COLOUR).toBe(DEFAULT_SETTINGS.highlightColour);
});
