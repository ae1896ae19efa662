import { openPaper } from '../app/navigation.ts';
import { t } from '../app/texts/index.ts';
import { showToast } from '../app/toast.ts';
import { client } from '../client.ts';
import { queries, queryClient } from '../queries.ts';

/** Opens the paper of a mark at it, from wherever a note links to it; says so where it is gone. */
export async function followMark(id: string): Promise<void> {
  const found = await client.annotations.find({ id }).catch(() => undefined);
  if (!found) return showToast(t.quotes.unanswered);
  const paperId = found.annotation?.paperId;
  const paper =
    paperId === undefined
      ? null
      : await queryClient.fetchQuery(queries.paper(paperId)).catch(() => null);
  if (paper) openPaper(paper.id, paper.title, { annotationId: id });
  else showToast(t.quotes.gone);
}
