import { noteKeyOf } from '../../../src-shared/notes/index.ts';
import { openPaper } from '../../app/navigation.ts';
import { t } from '../../app/texts/index.ts';
import { showToast } from '../../app/toast.ts';
import { client } from '../../client.ts';
import { queries, queryClient } from '../../queries.ts';
import { openNote } from '../list/note-place.ts';

/** Opens the paper or the note that a link leads to; says so where there is none. */
export async function followTarget(target: string): Promise<void> {
  const key = noteKeyOf(target);
  const isDone = await (key === undefined ? goToPaper(target) : goToNote(target, key)).catch(
    () => undefined,
  );
  if (isDone !== true)
    showToast(isDone === undefined ? t.notes.links.unanswered : t.notes.links.dangling);
}

async function goToPaper(id: string): Promise<boolean> {
  const paper = await queryClient.fetchQuery(queries.paper(id));
  if (paper) openPaper(paper.id, paper.title);
  return paper !== null;
}

async function goToNote(target: string, key: string): Promise<boolean> {
  const [found] = await client.notes.targets({ targets: [target] });
  if (found?.title == null) return false;
  openNote(key);
  return true;
}
