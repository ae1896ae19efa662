type Yielding = { readonly scheduler?: { readonly yield?: () => Promise<void> } };

/** Lets the window draw and answer before long work goes on; then it is the first to go on. */
export function breath(): Promise<void> {
  const { scheduler } = globalThis as Yielding;
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve, 0));
}

/** Long work goes on for so long without a breath, milliseconds. */
const STEP_MS = 12;

/** Takes all steps of a work, with a breath whenever some took long together; answers its result. */
export async function withBreaths<Result>(steps: Iterator<void, Result>): Promise<Result> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < STEP_MS) continue;
    await breath();
    since = performance.now();
  }
}
