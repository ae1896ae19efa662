import type { FollowMark } from '../link-following.ts';
import { NoteEditor } from '../note-editor.tsx';
import { NoteFoot } from '../templates/note-foot.tsx';
import styles from './backlinks.module.css';
import { Backlinks } from './backlinks.tsx';

type LinkedNoteProps = { readonly paperId: string; readonly onMark: FollowMark };

/** A paper's note with what links to the paper below it; fills its parent. */
export function LinkedNote({ paperId, onMark }: LinkedNoteProps) {
  return (
    <div className={styles.note}>
      <NoteEditor noteKey={paperId} onMark={onMark} />
      <NoteFoot paperId={paperId} />
      <Backlinks noteKey={paperId} />
    </div>
  );
}
