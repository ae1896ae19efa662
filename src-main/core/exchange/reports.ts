import type { ImportReason, ImportReport } from '../../../src-shared/contract/index.ts';

/** The report of a file that brought nothing. */
export function refused(
  layout: ImportReport['layout'],
  reason: ImportReason,
  line: number | null = null,
): ImportReport {
  return { layout, ...NOTHING, problems: [{ line, reason }] };
}

/** What a file comes to that brings no paper. */
export const NOTHING = {
  papers: 0,
  new: 0,
  changed: 0,
  ids: [],
  unresolved: 0,
} satisfies Partial<ImportReport>;
