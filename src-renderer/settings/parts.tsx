import { type ReactNode, useId, useState } from 'react';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import styles from './parts.module.css';

/** A titled part of a section. */
export function Group(props: {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}) {
  const { title, hint, children } = props;
  return (
    <section className={styles.group}>
      <h2>{title}</h2>
      {hint === undefined ? null : <p className={styles.hint}>{hint}</p>}
      {children}
    </section>
  );
}

/** What is said on the left, what can be done about it on the right. */
export function Row({
  children,
  acts,
}: {
  readonly children: ReactNode;
  readonly acts?: ReactNode;
}) {
  return (
    <div className={styles.row}>
      <div className={styles.said}>{children}</div>
      {acts === undefined ? null : <div className={styles.acts}>{acts}</div>}
    </div>
  );
}

/**
 * What a control shows: its value, or what was chosen in this very event, since the cache tells its
 * components only in a later one, and the control would jump back until then.
 */
function useChosen<Value>(value: Value, onChange: (value: Value) => void) {
  const [{ shown, of }, set] = useState({ shown: value, of: value });
  if (of !== value) set({ shown: value, of: value });
  const choose = (chosen: Value): void => {
    set({ shown: chosen, of: value });
    onChange(chosen);
  };
  return [shown, choose] as const;
}

/** A setting that is on or off. */
export function Toggle(props: {
  readonly label: string;
  readonly hint?: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  const { label, hint, on, onChange } = props;
  const [shown, choose] = useChosen(on, onChange);
  const id = useId();
  return (
    <div className={styles.toggle}>
      <input
        id={id}
        type="checkbox"
        checked={shown}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={({ target }) => choose(target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** Where something lies on this machine. */
export function Place({ label, path }: { readonly label: string; readonly path: string }) {
  return (
    <p className={styles.hint}>
      {label} <span className={styles.path}>{path}</span>
    </p>
  );
}

/** One of a few, as chips; `swatch` is a colour to show in place of the words. */
export function Choice<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly {
    readonly value: Value;
    readonly title: string;
    readonly swatch?: string;
  }[];
  readonly onChange: (value: Value) => void;
}) {
  const { label, value, options, onChange } = props;
  const [shown, choose] = useChosen(value, onChange);
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      <div className={styles.options}>
        {options.map((option) => (
          <label
            key={option.value}
            className={option.swatch ? styles.swatch : styles.chip}
            title={option.swatch ? option.title : undefined}
            style={option.swatch ? { backgroundColor: option.swatch } : undefined}
          >
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              checked={option.value === shown}
              onChange={() => choose(option.value)}
            />
            <span className={option.swatch ? 'visually-hidden' : undefined}>{option.title}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** How far something is. */
export function Progress(props: {
  readonly label: string;
  readonly value: number | null;
  readonly max: number;
}) {
  const { label, value, max } = props;
  return (
    <progress
      className={styles.progress}
      aria-label={label}
      max={max}
      {...(value === null ? {} : { value })}
    />
  );
}

/** What came of an act, told to those who do not see it, too; empty it takes no room. */
export function Outcome({
  problem,
  children,
}: {
  readonly problem?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <div role="status" className={problem ? `${styles.outcome} ${styles.problem}` : styles.outcome}>
      {children}
    </div>
  );
}

/** The first of many, the others on demand; `rest` ends the list where all of it is shown. */
export function Some<Item>(props: {
  readonly items: readonly Item[];
  readonly first: number;
  readonly rest?: ReactNode;
  readonly children: (items: readonly Item[]) => ReactNode;
}) {
  const { items, first, rest, children } = props;
  const [all, setAll] = useState(false);
  return (
    <>
      {children(all ? items : items.slice(0, first))}
      {all || items.length <= first ? rest : null}
      {items.length > first ? (
        <div className={styles.more}>
          <Button onPress={() => setAll(!all)}>
            {all ? t.settings.showFewer : t.settings.showAll(items.length)}
          </Button>
        </div>
      ) : null}
    </>
  );
}

type Answer<Data> = {
  readonly data: Data | undefined;
  readonly isError: boolean;
  readonly refetch: () => unknown;
};

/** What the core answered, or that it is still asked, or that it could not say. */
export function Answered<Data>(props: {
  readonly query: Answer<Data>;
  readonly children: (data: Data) => ReactNode;
}) {
  const { query, children } = props;
  if (query.data !== undefined) return children(query.data);
  if (!query.isError) return <p className={styles.hint}>{t.app.loading}</p>;
  return (
    <Row acts={<Button onPress={() => void query.refetch()}>{t.settings.tryAgain}</Button>}>
      <Outcome problem>{t.settings.notAnswered}</Outcome>
    </Row>
  );
}
