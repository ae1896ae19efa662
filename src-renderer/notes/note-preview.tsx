import { useQuery } from '@tanstack/react-query';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import css from './notes.module.css';
import { previewLines } from './preview-lines.ts';

/** The first lines of a paper's note, as text. */
export function NotePreview({ paperId }: { paperId: string }) {
  const { data: note } = useQuery(queries.note(paperId));
  if (!note) return null;
  const lines = previewLines(note.markdown);
  if (lines.length === 0) return <p className={css.empty}>{t.notes.empty}</p>;
  return <p className={css.preview}>{lines.join('\n')}</p>;
}
