import type { NoteTemplate } from '../../../src-shared/contract/index.ts';
import type { Action } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import { showToast } from '../../app/toast.ts';
import { queries, queryClient } from '../../queries.ts';
import { focusNote, insertBlock } from '../insert.ts';
import { loadedNote } from '../loaded-note.ts';
import { BUILT_IN_TEMPLATES } from './built-in.ts';
import { filledFor } from './values.ts';

/** The id of the action that inserts a template, by the template's. */
export const templateAction = (id: string): string => `notes.template.${id}`;

/** The user's own templates, and behind them those that come with the program. */
export const allTemplates = (own: readonly NoteTemplate[]): readonly NoteTemplate[] => [
  ...own,
  ...BUILT_IN_TEMPLATES,
];

/** Inserts one template after another into the note of a paper; `show` brings the note to sight. */
export function templateActions(
  paperId: string,
  own: readonly NoteTemplate[],
  show: () => void,
): Action[] {
  return allTemplates(own).map(({ id, name, body }) => ({
    id: templateAction(id),
    title: t.templates.insertThis(name),
    keys: [],
    scope: 'reader',
    run: () => void insertTemplate(paperId, body, show),
  }));
}

async function insertTemplate(paperId: string, body: string, show: () => void): Promise<void> {
  const session = await loadedNote(paperId);
  const paper = await queryClient.fetchQuery(queries.paper(paperId)).catch(() => null);
  if (!session || !paper) return showToast(t.templates.failed);
  insertBlock(session, (await filledFor(paper, body)).trimEnd());
  session.flush();
  show();
  // The note may have to be shown first.
  requestAnimationFrame(() => focusNote(session));
}
