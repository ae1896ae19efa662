import katex from 'katex';
import { useLayoutEffect, useRef } from 'react';

/** Far beyond any formula of an abstract; what expands further is not one. */
const MAX_EXPANSIONS = 500;

type Props = {
  /** As it is written, for one that makes no sense. */
  readonly text: string;
  readonly tex: string;
  readonly display: boolean;
};

/** A formula as MathML, which needs no styles and is read aloud. */
export function Formula({ text, tex, display }: Props) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (place.current) showFormula(place.current, text, tex, display);
  }, [text, tex, display]);
  return <span ref={place} dir="ltr" />;
}

/** Puts a formula in place of what an element holds; one that makes no sense as `text`. */
export function showFormula(
  place: HTMLElement,
  text: string,
  tex: string,
  displayMode: boolean,
): void {
  try {
    katex.render(tex, place, {
      ...{ output: 'mathml', displayMode, throwOnError: true, strict: 'ignore', trust: false },
      maxExpand: MAX_EXPANSIONS,
    });
    closeUp(place);
  } catch {
    place.textContent = text;
  }
}

/** A sign alone, as in 3×, has no room around it, unlike one between two numbers. */
function closeUp(place: HTMLElement): void {
  const sign = place.querySelector('mrow > mo:only-child');
  sign?.setAttribute('lspace', '0');
  sign?.setAttribute('rspace', '0');
}
