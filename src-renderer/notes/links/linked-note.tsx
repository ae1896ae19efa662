import type { FollowMark } from '../link-following.ts';
import { NoteEditor } from '../note-editor.tsx';
import { TemplateBar } from '../templates/template-bar.tsx';
import styles from './backlinks.module.css';
import { Backlinks } from './backlinks.tsx';

/** A paper's note with what links to the paper below it; fills its parent. */
export function LinkedNote(props: { readonly paperId: string; readonly onMark: FollowMark }) {
  return (
    <div className={styles.note}>
      <NoteEditor {...props} />
      <TemplateBar paperId={props.paperId} />
      <Backlinks noteKey={props.paperId} />
    </div>
  );
}
