import type { TrashItem } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './trash.module.css';

const texts = t.trash.confirm;

type Props = {
  /** The one thing that goes, or how many do. */
  readonly doomed: TrashItem | number;
  readonly onDelete: () => void;
  readonly onClose: () => void;
};

/** Asks before something goes for ever. */
export function ConfirmDialog({ doomed, onDelete, onClose }: Props) {
  const one = typeof doomed === 'number' ? null : doomed;
  const title = typeof doomed === 'number' ? texts.title(doomed) : texts.one(doomed.kind);
  return (
    <Dialog label={title} className={styles.dialog} onClose={onClose}>
      <h2>{title}</h2>
      {one ? (
        <p className={styles.doomed} dir="auto">
          {one.excerpt || one.title}
        </p>
      ) : null}
      <p>{texts.about(one?.kind ?? null)}</p>
      <div className={styles.buttons}>
        <Button primary onPress={onClose}>
          {texts.keep}
        </Button>
        <Button onPress={onDelete}>{texts.delete}</Button>
      </div>
    </Dialog>
  );
}
