import { lazy, memo, Suspense } from 'react';
import { partsOf } from './formulas.ts';

const loadFormula = () => import('./formula.tsx');

const Formula = lazy(async () => ({ default: (await loadFormula()).Formula }));

/** Fetches what sets formulas ahead, so that the first one does not jump. */
export function warmFormulas(): void {
  void loadFormula().catch(() => undefined);
}

/** A text whose formulas are set; those that make no sense stay as they are written. */
export const MathText = memo(function MathText({ text }: { text: string }) {
  if (!/[$\\]/.test(text)) return text;
  let end = 0;
  return partsOf(text).map((part) => {
    end += part.text.length;
    if (part.kind === 'words') return part.text;
    return (
      <Suspense key={end} fallback={part.text}>
        <Formula text={part.text} tex={part.tex} display={part.display} />
      </Suspense>
    );
  });
});
