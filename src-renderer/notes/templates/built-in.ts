import type { NoteTemplate } from '../../../src-shared/contract/index.ts';
import { t } from '../../app/texts/index.ts';

/** The templates of notes that come with the program, in the interface's language. */
export const BUILT_IN_TEMPLATES: readonly NoteTemplate[] = Object.entries(t.templates.builtIn).map(
  ([id, template]) => ({ id, ...template }),
);
