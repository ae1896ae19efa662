import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { type Action, type ActionScope, type Front, registry, useKnownActions } from './actions.ts';
import styles from './help-sheet.module.css';
import { formatChord } from './keys.ts';
import { showOverlay, useOverlay } from './overlays.ts';
import { isMac } from './platform.ts';
import { t } from './texts/index.ts';

const texts = t.app.help;
const TITLES: Readonly<Record<ActionScope, string>> = {
  library: texts.library,
  reader: texts.reader,
  settings: texts.settings,
  app: texts.everywhere,
};
const FRONTS: readonly Front[] = ['library', 'reader', 'settings'];
const close = (): void => showOverlay('none');

/** Every key and what it does, from the registry. */
export function HelpSheet() {
  return useOverlay(({ open }) => open) === 'help' ? <OpenSheet /> : null;
}

function OpenSheet() {
  // What can be done here and now stands first.
  const others = FRONTS.filter((scope) => scope !== registry.front);
  const scopes: readonly ActionScope[] = [registry.front, 'app', ...others];
  const withKeys = useKnownActions().filter(({ keys }) => keys.length > 0);
  return (
    <Dialog label={texts.title} onClose={close} className={styles.sheet}>
      <header className={styles.header}>
        <h2>{texts.title}</h2>
        <Button onPress={close}>{texts.close}</Button>
      </header>
      <div className={styles.groups}>
        {scopes.map((scope) => (
          <Group
            key={scope}
            title={TITLES[scope]}
            actions={withKeys.filter((action) => action.scope === scope)}
          />
        ))}
      </div>
    </Dialog>
  );
}

function Group({ title, actions }: { title: string; actions: readonly Action[] }) {
  if (actions.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <dl className={styles.keys}>
        {actions.map(({ id, title, keys }) => (
          <div key={id}>
            <dt>{title}</dt>
            <dd>
              {keys.map((chord) => (
                <kbd key={chord}>{formatChord(chord, isMac)}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
