import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './trash.module.css';

const texts = t.trash.confirm;

type Props = {
  readonly count: number;
  readonly onDelete: () => void;
  readonly onClose: () => void;
};

/** Asks before something goes for ever. */
export function ConfirmDialog({ count, onDelete, onClose }: Props) {
  return (
    <Dialog label={texts.title(count)} className={styles.dialog} onClose={onClose}>
      <h2>{texts.title(count)}</h2>
      <p>{texts.about}</p>
      <div className={styles.buttons}>
        <Button primary onPress={onClose}>
          {texts.keep}
        </Button>
        <Button onPress={onDelete}>{texts.delete}</Button>
      </div>
    </Dialog>
  );
}
