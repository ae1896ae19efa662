import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import css from './backups.module.css';

const texts = t.settings.backups.confirm;

/** Says what going back means, and asks; `when` names the backup. */
export function RestoreDialog(props: {
  readonly when: string;
  readonly restore: () => void;
  readonly close: () => void;
}) {
  const { when, restore, close } = props;
  const confirm = (): void => {
    close();
    restore();
  };
  return (
    <Dialog label={texts.title(when)} className={css.confirm} onClose={close}>
      <h2>{texts.title(when)}</h2>
      <p>{texts.what}</p>
      <p>{texts.kept}</p>
      <p>{texts.pdfs}</p>
      <div className={css.buttons}>
        <Button onPress={close}>{texts.cancel}</Button>
        <Button primary onPress={confirm}>
          {texts.restore}
        </Button>
      </div>
    </Dialog>
  );
}
