import { useQuery } from '@tanstack/react-query';
import { Plus, RotateCcw, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import {
  type Action,
  type ActionScope,
  conflictsOf,
  registry,
  useKnownActions,
} from '../app/actions.ts';
import { formatChord } from '../app/keys.ts';
import { isMac } from '../app/platform.ts';
import { matchScore } from '../app/rank.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { MAX_KEYS, removeKey, resetAllKeys, resetKeys } from './key-acts.ts';
import { Conflicts, PLACES } from './key-conflicts.tsx';
import { KeyRecorder } from './key-recorder.tsx';
import styles from './keyboard.module.css';
import { Group, Outcome } from './parts.tsx';

const texts = t.keys;
const SCOPES: readonly ActionScope[] = ['app', 'library', 'reader', 'settings'];

/** The keys of every action, which the user may change (ACC-1). */
export function KeyboardSection() {
  const [filter, setFilter] = useState('');
  const changed = useQuery(queries.settings()).data?.keys ?? {};
  const all = useKnownActions();
  useReaderActionsKnown();
  const found = all.filter((action) => meets(action, filter));
  const isChanged = ({ id }: Action): boolean => changed[id] !== undefined;
  const any = Object.keys(changed).length > 0;
  return (
    <>
      <p className={styles.hint}>{texts.hint}</p>
      <div className={styles.tools}>
        <input
          type="text"
          className={styles.filter}
          aria-label={texts.filter}
          placeholder={texts.filter}
          autoComplete="off"
          spellCheck={false}
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
        <Button disabled={!any} onPress={resetAllKeys}>
          {texts.resetAll}
        </Button>
      </div>
      <Outcome>{filter === '' ? null : told(found.length)}</Outcome>
      {SCOPES.map((scope) => {
        const actions = found.filter((action) => action.scope === scope);
        return actions.length === 0 ? null : (
          <Group key={scope} title={PLACES[scope]}>
            <ul className={styles.list}>
              {actions.map((action) => (
                <Entry key={action.id} action={action} all={all} isChanged={isChanged} />
              ))}
            </ul>
          </Group>
        );
      })}
    </>
  );
}

const told = (count: number): string => (count === 0 ? texts.none : texts.found(count));

/** By the act's name, or by its keys as they are shown. */
function meets({ title, keys }: Action, filter: string): boolean {
  if (filter.trim() === '') return true;
  const wanted = filter.trim().toLowerCase();
  const byKey = keys.some((key) => formatChord(key, isMac).toLowerCase() === wanted);
  return byKey || (matchScore(filter, title) ?? 0) >= 2;
}

/** A reader's actions are there while one is open; its keys can be changed at any time. */
function useReaderActionsKnown(): void {
  useEffect(() => {
    import('../reader/index.ts')
      .then(({ readerCatalogue }) => registry.declare(readerCatalogue()))
      .catch(() => undefined);
  }, []);
}

type EntryProps = {
  readonly action: Action;
  readonly all: readonly Action[];
  readonly isChanged: (action: Action) => boolean;
};

function Entry({ action, all, isChanged }: EntryProps) {
  const [recording, setRecording] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  const { title, keys } = action;
  const conflicts = conflictsOf(action, all, isChanged);
  const close = (): void => {
    setRecording(false);
    requestAnimationFrame(() => add.current?.focus());
  };
  return (
    <li className={styles.entry}>
      <span className={styles.title}>{title}</span>
      <span className={styles.keys}>
        {keys.length === 0 ? <span className={styles.none}>{texts.noKeys}</span> : null}
        {keys.map((key) => (
          <KeyChip key={key} action={action} chord={key} onGone={() => add.current?.focus()} />
        ))}
      </span>
      <span className={styles.acts}>
        {isChanged(action) ? (
          <button
            type="button"
            className={styles.icon}
            aria-label={texts.resetOf(title)}
            title={texts.reset}
            onClick={() => {
              resetKeys(action);
              add.current?.focus();
            }}
          >
            <RotateCcw size="0.875rem" aria-hidden="true" />
          </button>
        ) : null}
        <button
          ref={add}
          type="button"
          className={styles.icon}
          disabled={keys.length >= MAX_KEYS}
          aria-label={texts.addTo(title)}
          title={texts.add}
          onClick={() => setRecording(true)}
        >
          <Plus size="0.875rem" aria-hidden="true" />
        </button>
      </span>
      {recording ? <KeyRecorder action={action} all={all} onClose={close} /> : null}
      <Conflicts conflicts={conflicts} />
    </li>
  );
}

type ChipProps = {
  readonly action: Action;
  readonly chord: string;
  readonly onGone: () => void;
};

function KeyChip({ action, chord, onGone }: ChipProps) {
  const shown = formatChord(chord, isMac);
  return (
    <span className={styles.chip}>
      <kbd>{shown}</kbd>
      <button
        type="button"
        className={styles.remove}
        aria-label={texts.remove(shown, action.title)}
        onClick={() => {
          removeKey(action, chord);
          onGone();
        }}
      >
        <X size="0.75rem" aria-hidden="true" />
      </button>
    </span>
  );
}
