import { useQuery } from '@tanstack/react-query';
import type { MarkColour } from '../../src-shared/contract/index.ts';
import { runAction } from '../app/actions.ts';
import { queries } from '../queries.ts';
import './marks/marks.css';
import { COLOURS, USUAL_COLOUR } from './colour-names.ts';
import css from './reader.module.css';

/** The class that sets `--swatch` to a colour. */
export const swatchClass = (colour: MarkColour): string => css[`swatch-${colour}`] ?? '';

/** The colour of a highlight when none is named. */
export function useUsualColour(): MarkColour {
  return useQuery(queries.settings()).data?.highlightColour ?? USUAL_COLOUR;
}

/** Highlights what is selected, or gives the selected highlight the colour; else makes it usual. */
function pick(colour: MarkColour): void {
  if (!runAction(`reader.highlight.${colour}`)) runAction(`reader.usual.${colour}`);
}

/** The five colours as buttons; `chosen` is the one that stands for all. */
export function Swatches(props: {
  readonly label: (colour: MarkColour) => string;
  readonly chosen?: MarkColour;
}) {
  const { label, chosen } = props;
  return COLOURS.map((colour, index) => (
    <button
      key={colour}
      type="button"
      className={`${css.swatch} ${swatchClass(colour)}`}
      aria-label={label(colour)}
      title={`${label(colour)} (${index + 1})`}
      aria-pressed={chosen === undefined ? undefined : chosen === colour}
      onClick={() => pick(colour)}
    />
  ));
}
