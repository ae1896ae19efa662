import { mutate } from '../../client.ts';
import { keys, queryClient } from '../../queries.ts';
import { type Edit, patchOf } from './edits.ts';
import { MarkSession } from './mark-session.ts';

function mutationOf(edit: Edit) {
  switch (edit.kind) {
    case 'create':
      return mutate('annotations.create', { annotation: edit.annotation });
    case 'restore':
    case 'delete':
      return mutate('annotations.update', {
        id: edit.annotation.id,
        patch: { deleted: edit.kind === 'delete' },
      });
    case 'change':
      return mutate('annotations.update', { id: edit.id, patch: patchOf(edit) });
  }
}

const sessions = new Map<string, MarkSession>();

/** The marks' session of a paper; it lives as long as the window, so that undo does. */
export function markSession(paperId: string): MarkSession {
  let session = sessions.get(paperId);
  if (!session) {
    session = new MarkSession(async (edit) => {
      await mutationOf(edit);
      await queryClient.invalidateQueries({ queryKey: keys.annotations(paperId) });
    });
    sessions.set(paperId, session);
  }
  return session;
}
