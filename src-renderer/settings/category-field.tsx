import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { t } from '../app/texts/index.ts';
import css from './categories.module.css';
import { type Category, findCategories } from './category-search.ts';
import { Outcome } from './parts.tsx';

const texts = t.settings.sources;

type FieldState = {
  readonly text: string;
  readonly active: number;
  /** Whether the list may show; Escape and leaving the field close it. */
  readonly open: boolean;
  /** What is said of the last act. */
  readonly said: string | null;
};

const EMPTY: FieldState = { text: '', active: 0, open: false, said: null };

/** Adds one of arXiv's categories, by its code or the words of its name. */
export function CategoryField(props: {
  readonly taken: readonly string[];
  readonly add: (code: string) => void;
}) {
  const { taken, add } = props;
  const [{ text, active, open, said }, set] = useState(EMPTY);
  const id = useId();
  const found = findCategories(text, taken);
  const listed = open && found.length > 0;
  const nothing = text.trim() !== '' && found.length === 0;
  const choose = ({ code }: Category): void => {
    add(code);
    set({ ...EMPTY, said: texts.added(code) });
  };
  const update = (part: Partial<FieldState>): void => set((state) => ({ ...state, ...part }));
  return (
    <div className={css.field}>
      <label htmlFor={id}>{texts.add}</label>
      <input
        id={id}
        type="text"
        role="combobox"
        aria-expanded={listed}
        aria-controls={listed ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={listed ? `${id}-${active}` : undefined}
        aria-invalid={nothing || undefined}
        aria-describedby={`${id}-said`}
        autoComplete="off"
        spellCheck={false}
        placeholder={texts.addHint}
        value={text}
        onChange={({ target }) => set({ ...EMPTY, text: target.value, open: true })}
        onBlur={() => update({ open: false })}
        onKeyDown={(event) => onKey(event, { found, active, listed }, update, choose)}
      />
      {listed ? <Found id={id} found={found} active={active} choose={choose} /> : null}
      <div id={`${id}-said`}>
        <Outcome problem={nothing}>
          {nothing ? texts.unknown(text.trim()) : said}
          {listed ? <span className="visually-hidden">{texts.found(found.length)}</span> : null}
        </Outcome>
      </div>
    </div>
  );
}

type Shown = {
  readonly found: readonly Category[];
  readonly active: number;
  readonly listed: boolean;
};

function onKey(
  event: KeyboardEvent,
  { found, active, listed }: Shown,
  update: (part: Partial<FieldState>) => void,
  choose: (category: Category) => void,
): void {
  if (event.nativeEvent.isComposing) return;
  const chosen = found[active];
  const act = {
    ArrowDown: () => update(listed ? { active: Math.min(found.length - 1, active + 1) } : OPEN),
    ArrowUp: () => update({ active: Math.max(0, active - 1) }),
    Enter: () => (listed && chosen ? choose(chosen) : update(OPEN)),
    Escape: listed ? () => update({ open: false }) : undefined,
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

const OPEN = { open: true, active: 0 } as const;

function Found(props: {
  readonly id: string;
  readonly found: readonly Category[];
  readonly active: number;
  readonly choose: (category: Category) => void;
}) {
  const { id, found, active, choose } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div ref={box} id={`${id}-list`} className={css.found} role="listbox" aria-label={texts.add}>
      {found.map((category, place) => (
        <div
          key={category.code}
          id={`${id}-${place}`}
          role="option"
          tabIndex={-1}
          aria-selected={place === active}
          className={place === active ? `${css.option} ${css.on}` : css.option}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onMouseUp={() => choose(category)}
        >
          <span className={css.code}>{category.code}</span> {category.name}
        </div>
      ))}
    </div>
  );
}
