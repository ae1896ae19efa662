import { t } from '../app/texts/index.ts';
import styles from './search-box.module.css';
import type { useCompletion } from './use-completion.ts';

type Props = {
  readonly id: string;
  readonly completion: ReturnType<typeof useCompletion>;
  readonly onChoose: (value: string) => void;
};

/** The values that can stand where the caret is. */
export function Suggestions({ id, completion: { values, active }, onChoose }: Props) {
  if (values.length === 0) return null;
  return (
    <div id={id} className={styles.suggestions} role="listbox" aria-label={t.search.suggestions}>
      {values.map((value, index) => (
        <div
          key={value}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={index === active ? `${styles.suggestion} ${styles.on}` : styles.suggestion}
          dir="auto"
          onMouseDown={(event) => event.preventDefault()}
          onMouseUp={() => onChoose(value)}
        >
          {value}
        </div>
      ))}
    </div>
  );
}
