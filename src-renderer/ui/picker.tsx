import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Dialog } from './dialog.tsx';
import styles from './picker.module.css';

/** How many of the things that are picked for have an option. */
export type PickState = 'all' | 'some' | 'none';

/** Something that can be picked; `depth` sets it under the one before it, `detail` stands beside it. */
export type PickOption = {
  readonly id: string;
  readonly label: string;
  readonly state: PickState;
  readonly depth?: number;
  readonly detail?: string;
};

export type PickerTexts = {
  readonly placeholder: string;
  /** Said where there is no option at all. */
  readonly none: string;
  readonly some: string;
  readonly found: (count: number) => string;
  readonly create: (name: string) => string;
  readonly close: string;
};

type Props = {
  readonly label: string;
  readonly texts: PickerTexts;
  readonly options: readonly PickOption[];
  /** The longest name that can be made. */
  readonly maxLength: number;
  readonly onToggle: (option: PickOption) => void;
  readonly onCreate: (name: string) => void;
  readonly onClose: () => void;
};

/** What a line does: it toggles an option, or makes a new one of the name that was typed. */
type Line =
  | { readonly kind: 'option'; readonly option: PickOption }
  | { readonly kind: 'create'; readonly name: string };

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

function linesOf(options: readonly PickOption[], typed: string): Line[] {
  const name = typed.trim();
  const wanted = folded(name);
  const found = options.filter(({ label }) => folded(label).includes(wanted));
  const exact = found.some(({ label }) => label === name);
  const lines = found.map((option): Line => ({ kind: 'option', option }));
  return name === '' || exact ? lines : [...lines, { kind: 'create', name }];
}

/** A dialog in which labels of some kind are put on things or taken off, and new ones are made. */
export function Picker(props: Props) {
  const { label, texts, options, maxLength, onClose } = props;
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
  }, []);
  const lines = linesOf(options, typed);
  const index = Math.min(active, lines.length - 1);
  const type = (text: string): void => {
    setTyped(text);
    setActive(0);
  };
  const choose = (line: Line | undefined): void => {
    if (line?.kind === 'option') props.onToggle(line.option);
    if (line?.kind === 'create') props.onCreate(line.name);
    if (line && typed !== '') type('');
  };
  return (
    <Dialog label={label} className={styles.picker} onClose={onClose}>
      <div className={styles.head}>
        <h2>{label}</h2>
        <button type="button" className={styles.close} onClick={onClose}>
          {texts.close} <kbd>Esc</kbd>
        </button>
      </div>
      <input
        ref={input}
        className={styles.input}
        role="combobox"
        aria-label={texts.placeholder}
        aria-expanded={lines.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={index >= 0 ? `${list}-${index}` : undefined}
        placeholder={texts.placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        value={typed}
        onChange={({ target }) => type(target.value)}
        onKeyDown={(event) =>
          onKey(event, lines.length, index, setActive, () => choose(lines[index]))
        }
      />
      <Lines id={list} label={label} lines={lines} index={index} texts={texts} onChoose={choose} />
      <p className="visually-hidden" role="status">
        {texts.found(lines.length)}
      </p>
    </Dialog>
  );
}

type LinesProps = {
  readonly id: string;
  readonly label: string;
  readonly lines: readonly Line[];
  readonly index: number;
  readonly texts: PickerTexts;
  readonly onChoose: (line: Line) => void;
};

function Lines({ id, label, lines, index, texts, onChoose }: LinesProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  }, [index]);
  if (lines.length === 0) return <p className={styles.none}>{texts.none}</p>;
  return (
    <div
      ref={box}
      id={id}
      className={styles.lines}
      role="listbox"
      aria-label={label}
      aria-multiselectable="true"
    >
      {lines.map((line, place) => (
        <div
          key={line.kind === 'option' ? line.option.id : ' new'}
          id={`${id}-${place}`}
          role="option"
          tabIndex={-1}
          aria-selected={line.kind === 'option' && line.option.state === 'all'}
          className={place === index ? `${styles.line} ${styles.on}` : styles.line}
          onMouseDown={(event) => event.preventDefault()}
          onMouseUp={() => onChoose(line)}
        >
          {line.kind === 'option' ? (
            <OptionLine option={line.option} some={texts.some} />
          ) : (
            <span className={styles.name}>{texts.create(line.name)}</span>
          )}
        </div>
      ))}
    </div>
  );
}

const SIGNS: Readonly<Record<PickState, string>> = { all: '✓', some: '–', none: '' };

function OptionLine({ option, some }: { option: PickOption; some: string }) {
  const { label, state, depth = 0, detail } = option;
  return (
    <>
      <span className={styles.sign} aria-hidden="true">
        {SIGNS[state]}
      </span>
      <span className={styles.name} style={{ paddingInlineStart: `${depth}rem` }} dir="auto">
        {label}
      </span>
      {state === 'some' ? <span className="visually-hidden">, {some}</span> : null}
      {detail === undefined ? null : <span className={styles.detail}>{detail}</span>}
    </>
  );
}

function onKey(
  event: KeyboardEvent,
  count: number,
  index: number,
  setActive: (index: number) => void,
  choose: () => void,
): void {
  if (event.nativeEvent.isComposing) return;
  const act = {
    ArrowDown: () => setActive(Math.min(count - 1, index + 1)),
    ArrowUp: () => setActive(Math.max(0, index - 1)),
    PageDown: () => setActive(Math.min(count - 1, index + 8)),
    PageUp: () => setActive(Math.max(0, index - 8)),
    Enter: choose,
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}
