import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { registry, useAllActions } from './actions.ts';
import { formatChord } from './keys.ts';
import { showOverlay, useOverlay } from './overlays.ts';
import styles from './palette.module.css';
import { type Place, usePlaces } from './palette-places.ts';
import { isMac } from './platform.ts';
import { rank } from './rank.ts';
import { noteChosen, recentFirst, recentlyChosen } from './recent.ts';
import { t } from './texts/index.ts';

const texts = t.app.palette;
const close = (): void => showOverlay('none');

/** Places come and go by the thousand; so many of them are shown. */
const MOST_SHOWN = 60;

/** Something that can be chosen: an act, or a place to go to. */
type Choice = Pick<Place, 'id' | 'title' | 'keys' | 'run'> & { readonly kind?: string };

/** All that can be done now, and where one can go once something is typed; the latest first. */
function useChoices(query: string): Choice[] {
  const [recent] = useState(recentlyChosen);
  const acts = useAllActions()
    .filter((action) => action.id !== 'app.palette' && registry.isAvailable(action))
    .map(({ id, title, keys }) => ({ id, title, keys, run: () => void registry.run(id) }));
  const places = usePlaces();
  const all: readonly Choice[] = query.trim() === '' ? acts : [...acts, ...places];
  return rank(query, recentFirst(all, recent)).slice(0, Math.max(MOST_SHOWN, acts.length));
}

/** The list of all that can be done now, filtered as the user types. */
export function Palette() {
  return useOverlay(({ open }) => open) === 'palette' ? <OpenPalette /> : null;
}

function OpenPalette() {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const found = useChoices(query);
  const index = Math.min(active, found.length - 1);
  const list = useId();
  const type = (text: string): void => {
    setQuery(text);
    setActive(0);
  };
  return (
    <Dialog label={texts.label} onClose={close} className={styles.palette}>
      <input
        className={styles.input}
        role="combobox"
        aria-label={texts.label}
        aria-expanded="true"
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={index >= 0 ? `${list}-${index}` : undefined}
        placeholder={texts.placeholder}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={({ target }) => type(target.value)}
        onKeyDown={(event) => onKey(event, found, index, setActive)}
      />
      <Results id={list} found={found} index={index} />
      <p className="visually-hidden" role="status">
        {texts.results(found.length)}
      </p>
    </Dialog>
  );
}

type ResultsProps = {
  readonly id: string;
  readonly found: readonly Choice[];
  readonly index: number;
};

function Results({ id, found, index }: ResultsProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  }, [index]);
  if (found.length === 0) return <p className={styles.none}>{texts.none}</p>;
  return (
    <div ref={box} id={id} className={styles.results} role="listbox" aria-label={texts.label}>
      {found.map((action, place) => (
        <div
          key={action.id}
          id={`${id}-${place}`}
          role="option"
          tabIndex={-1}
          aria-selected={place === index}
          className={place === index ? `${styles.result} ${styles.on}` : styles.result}
          onMouseDown={(event) => event.preventDefault()}
          onMouseUp={() => choose(action)}
        >
          <span className={styles.title}>{action.title}</span>
          <span className={styles.keys}>
            {action.kind}
            {action.keys.slice(0, 1).map((chord) => (
              <kbd key={chord}>{formatChord(chord, isMac)}</kbd>
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}

function onKey(
  event: KeyboardEvent,
  found: readonly Choice[],
  index: number,
  setActive: (index: number) => void,
): void {
  if (event.nativeEvent.isComposing) return;
  const chosen = found[index];
  const act = {
    ArrowDown: () => setActive(Math.min(found.length - 1, index + 1)),
    ArrowUp: () => setActive(Math.max(0, index - 1)),
    PageDown: () => setActive(Math.min(found.length - 1, index + 8)),
    PageUp: () => setActive(Math.max(0, index - 8)),
    Enter: () => chosen && choose(chosen),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

/** The dialog gives focus back before the act, which may want it elsewhere. */
function choose({ id, run }: Choice): void {
  close();
  noteChosen(id);
  requestAnimationFrame(run);
}
