import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type Action, conflictsOf } from '../app/actions.ts';
import { chordOf, formatChord, printChord } from '../app/keys.ts';
import { isMac } from '../app/platform.ts';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { addKey } from './key-acts.ts';
import { ConflictText } from './key-conflicts.tsx';
import styles from './keyboard.module.css';

const texts = t.keys.record;

/** Keys that may follow each other. */
const MOST = 2;

type Props = {
  readonly action: Action;
  readonly all: readonly Action[];
  readonly onClose: () => void;
};

/** Takes the next key, or two that follow each other, for an action. */
export function KeyRecorder({ action, all, onClose }: Props) {
  const [chords, setChords] = useState<readonly string[]>([]);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
  }, []);
  const keys = chords.join(' ');
  const save = (): void => {
    if (keys !== '') addKey(action, keys);
    onClose();
  };
  const wished = { ...action, keys: keys === '' ? [] : [keys] };
  return (
    <div className={styles.recorder}>
      <input
        ref={field}
        type="text"
        readOnly
        className={styles.record}
        aria-label={texts.label(action.title)}
        aria-description={texts.hint}
        placeholder={texts.empty}
        value={keys === '' ? '' : formatChord(keys, isMac)}
        onKeyDown={(event) => onKey(event, setChords, onClose)}
      />
      <Button primary disabled={keys === ''} onPress={save}>
        {texts.save}
      </Button>
      <Button onPress={onClose}>{texts.cancel}</Button>
      <p className={styles.hint}>{texts.hint}</p>
      <div role="status" className={styles.warning}>
        {conflictsOf(wished, all, () => true).map((conflict) => (
          <p key={`${conflict.other.id} ${conflict.longer}`}>
            <ConflictText conflict={conflict} />
          </p>
        ))}
      </div>
    </div>
  );
}

function onKey(
  event: KeyboardEvent,
  setChords: (change: (chords: readonly string[]) => readonly string[]) => void,
  onClose: () => void,
): void {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  // Whoever has no mouse goes on to the buttons by it.
  if (event.key === 'Tab' && plain) return;
  if (event.nativeEvent.isComposing) return;
  event.preventDefault();
  if (event.key === 'Escape' && plain) {
    onClose();
    return;
  }
  const chord = chordOf(event.nativeEvent, isMac);
  if (chord === null || event.repeat) return;
  setChords((chords) => [...(chords.length < MOST ? chords : []), printChord(chord)]);
}
