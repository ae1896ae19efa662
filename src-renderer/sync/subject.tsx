import type { SyncSubject } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { opening } from './open-subject.ts';
import css from './sync.module.css';
import { subjectWords } from './words.ts';

/** What a document is called; opens it where it can be shown. */
export function Subject({ subject }: { readonly subject: SyncSubject }) {
  const words = subjectWords(subject);
  const open = opening(subject);
  if (!open) return <bdi>{words}</bdi>;
  return (
    <button type="button" className={css.link} aria-label={t.sync.log.open(words)} onClick={open}>
      <bdi>{words}</bdi>
    </button>
  );
}
