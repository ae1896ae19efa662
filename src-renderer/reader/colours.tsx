import { type MarkColour, markColour } from '../../src-shared/contract/index.ts';
import './marks/marks.css';
import css from './reader.module.css';

/** The five colours, in the order of their keys 1 to 5. */
export const COLOURS: readonly MarkColour[] = markColour.options;

/** The class that sets `--swatch` to a colour. */
export const swatchClass = (colour: MarkColour): string => css[`swatch-${colour}`] ?? '';

/** The five colours as buttons; `chosen` is the one that stands for all. */
export function Swatches(props: {
  readonly label: (colour: MarkColour) => string;
  readonly chosen?: MarkColour;
  readonly onPick: (colour: MarkColour) => void;
}) {
  const { label, chosen, onPick } = props;
  return COLOURS.map((colour, index) => (
    <button
      key={colour}
      type="button"
      className={`${css.swatch} ${swatchClass(colour)}`}
      aria-label={label(colour)}
      title={`${label(colour)} (${index + 1})`}
      aria-pressed={chosen === undefined ? undefined : chosen === colour}
      onClick={() => onPick(colour)}
    />
  ));
}
