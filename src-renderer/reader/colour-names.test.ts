import { expect, test } from 'vitest';
import {
  DEFAULT_SETTINGS,
  markColour,
  markKind,
  textMarkKind,
} from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import {
  COLOURS,
  colourTitle,
  colourWithin,
  KINDS,
  TEXT_KINDS,
  USUAL_COLOUR,
} from './colour-names.ts';

test('[MARK-1] the colours and kinds are those of the contract, in its order', () => {
  expect(COLOURS).toEqual(markColour.options);
  expect(TEXT_KINDS).toEqual(textMarkKind.options);
  expect(KINDS).toEqual(markKind.options);
  expect(USUAL_COLOUR).toBe(DEFAULT_SETTINGS.highlightColour);
});

test('[MARK-1] a colour is called as the user calls it, else by its usual name', () => {
  const names = { blue: 'Method' };
  expect(colourTitle('blue', names)).toBe('Method');
  expect(t.reader.highlightIn(colourWithin('blue', names))).toContain('Method');
  expect(colourTitle('pink', names)).toBe(t.reader.colours.pink);
  expect(colourWithin('pink', names)).toBe(t.reader.coloursWithin.pink);
});
