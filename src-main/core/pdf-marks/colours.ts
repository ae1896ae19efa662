import type { MarkColour } from '../../../src-shared/contract/index.ts';

/** Shares of red, green and blue, 0 to 1. */
export type Rgb = readonly [number, number, number];

/** The five colours as the reader shows them on white paper. */
const MARK_COLOURS: Readonly<Record<MarkColour, number>> = {
  yellow: 0xffe27a,
  green: 0xbde8b0,
  blue: 0xb5dcf7,
  pink: 0xf8c5d8,
  purple: 0xdccbf5,
};

/** Lines are darker than areas of the same colour, or they could not be seen on white. */
const LINE_SHARE = 0.62;
/** With less difference between its channels a colour is a grey. */
const LEAST_CHROMA = 0.04;

/** A colour as it lies over words. */
export function rgbOf(colour: MarkColour): Rgb {
  const value = MARK_COLOURS[colour];
  return [(value >> 16) / 255, ((value >> 8) & 0xff) / 255, (value & 0xff) / 255];
}

/** The same colour for lines. */
export function lineRgbOf(colour: MarkColour): Rgb {
  const [red, green, blue] = rgbOf(colour);
  return [red * LINE_SHARE, green * LINE_SHARE, blue * LINE_SHARE];
}

/** The colour of ours of the nearest hue; `usual` where there is no hue. */
export function nearestColour(rgb: Rgb | undefined, usual: MarkColour): MarkColour {
  const hue = rgb && hueOf(rgb);
  if (hue === undefined) return usual;
  const away = (colour: MarkColour): number => {
    const turn = Math.abs((hueOf(rgbOf(colour)) ?? 0) - hue);
    return Math.min(turn, 360 - turn);
  };
  const names = Object.keys(MARK_COLOURS) as MarkColour[];
  return names.reduce((best, name) => (away(name) < away(best) ? name : best));
}

/** A colour as an annotation has it: of one number, grey; of three, RGB; of four, CMYK. */
export function rgbOfComponents(numbers: readonly number[]): Rgb | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  if (numbers.length === 1) return [a, a, a];
  if (numbers.length === 3) return [a, b, c];
  if (numbers.length === 4) return [(1 - a) * (1 - d), (1 - b) * (1 - d), (1 - c) * (1 - d)];
  return undefined;
}

/** Degrees; undefined for greys. */
function hueOf([red, green, blue]: Rgb): number | undefined {
  const most = Math.max(red, green, blue);
  const chroma = most - Math.min(red, green, blue);
  if (chroma < LEAST_CHROMA) return undefined;
  if (most === red) return (60 * ((green - blue) / chroma) + 360) % 360;
  return most === green ? 60 * ((blue - red) / chroma + 2) : 60 * ((red - green) / chroma + 4);
}
