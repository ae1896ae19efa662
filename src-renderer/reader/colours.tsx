import { useQuery } from '@tanstack/react-query';
import type { MarkColour, UserSettings } from '../../src-shared/contract/index.ts';
import { runAction } from '../app/actions.ts';
import { keys, queries, queryClient } from '../queries.ts';
import './marks/marks.css';
import { COLOURS, type ColourNames, colourWithin, USUAL_COLOUR } from './colour-names.ts';
import css from './reader.module.css';

const NO_NAMES: ColourNames = {};

/** The class that sets `--swatch` to a colour. */
export const swatchClass = (colour: MarkColour): string => css[`swatch-${colour}`] ?? '';

/** The colour of a highlight when none is named. */
export function useUsualColour(): MarkColour {
  return useQuery(queries.settings()).data?.highlightColour ?? USUAL_COLOUR;
}

/** The colour of a mark when none is named, now. */
export function usualColourNow(): MarkColour {
  const settings = queryClient.getQueryData<UserSettings>(keys.settings);
  return settings?.highlightColour ?? USUAL_COLOUR;
}

/** What the user calls colours. */
export function useColourNames(): ColourNames {
  return useQuery(queries.settings()).data?.colourNames ?? NO_NAMES;
}

/** What the user calls a colour now, within a sentence. */
export function colourNow(colour: MarkColour): string {
  const settings = queryClient.getQueryData<UserSettings>(keys.settings);
  return colourWithin(colour, settings?.colourNames ?? NO_NAMES);
}

/** Highlights what is selected, or gives the selected highlight the colour; else makes it usual. */
function pick(colour: MarkColour): void {
  if (!runAction(`reader.highlight.${colour}`)) runAction(`reader.usual.${colour}`);
}

/** The five colours as buttons; `chosen` is the one that stands for all. */
export function Swatches(props: {
  readonly label: (colourName: string) => string;
  readonly chosen?: MarkColour;
}) {
  const { label, chosen } = props;
  const names = useColourNames();
  return COLOURS.map((colour, index) => {
    const said = label(colourWithin(colour, names));
    return (
      <button
        key={colour}
        type="button"
        className={`${css.swatch} ${swatchClass(colour)}`}
        aria-label={said}
        title={`${said} (${index + 1})`}
        aria-pressed={chosen === undefined ? undefined : chosen === colour}
        onClick={() => pick(colour)}
      />
    );
  });
}
