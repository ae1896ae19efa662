import type { ActionScope, KeyConflict } from '../app/actions.ts';
import { formatChord } from '../app/keys.ts';
import { isMac } from '../app/platform.ts';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { removeKey } from './key-acts.ts';
import styles from './keyboard.module.css';

const texts = t.keys;

/** Where actions of a scope can be used, in words. */
export const PLACES: Readonly<Record<ActionScope, string>> = {
  app: t.app.help.everywhere,
  library: t.app.help.library,
  reader: t.app.help.reader,
  settings: t.app.help.settings,
};

/** Says with which action a key is shared, and where. */
export function ConflictText({ conflict }: { readonly conflict: KeyConflict }) {
  const { keys, other, longer } = conflict;
  const key = formatChord(keys, isMac);
  const place = PLACES[other.scope];
  if (longer === null) return texts.conflict(key, other.title, place);
  return texts.prefix(key, formatChord(longer, isMac), other.title, place);
}

type Props = { readonly conflicts: readonly KeyConflict[] };

/** The conflicts of an action's keys, and taking the key from the other one. */
export function Conflicts({ conflicts }: Props) {
  return conflicts.map((conflict) => {
    const { keys, other, longer } = conflict;
    return (
      <div key={`${keys} ${other.id} ${longer}`} className={styles.conflict}>
        <p>
          <ConflictText conflict={conflict} />
        </p>
        <Button
          label={texts.takeFrom(formatChord(longer ?? keys, isMac), other.title)}
          onPress={() => removeKey(other, longer ?? keys)}
        >
          {texts.take}
        </Button>
      </div>
    );
  });
}
