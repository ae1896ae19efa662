import { formatNumber } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { usePaperDrop } from '../ui/paper-drag.ts';
import styles from './sidebar.module.css';

type Props = {
  readonly title: string;
  /** Papers that it shows; nothing is written for none. */
  readonly count: number;
  /** What the number counts, where that is no papers. */
  readonly told?: string | undefined;
  readonly current: boolean;
  readonly onPress: () => void;
  /** What is done with papers that are dropped on it. */
  readonly onPapers?: ((ids: string[]) => void) | undefined;
};

/** An entry of the sidebar. */
export function SidebarEntry({ title, count, told, current, onPress, onPapers }: Props) {
  const { over, handlers } = usePaperDrop(onPapers ?? null);
  const classes = [styles.entry, current ? styles.on : '', over ? styles.over : ''];
  return (
    <button
      type="button"
      data-section=""
      className={classes.join(' ')}
      aria-current={current ? 'page' : undefined}
      onClick={onPress}
      {...handlers}
    >
      <span className={styles.name} dir="auto">
        {title}
      </span>
      <Count value={count} told={told ?? t.app.sidebar.count(count)} />
    </button>
  );
}

/** A number beside an entry; `told` is what it counts. */
export function Count({ value, told }: { value: number; told: string }) {
  return value === 0 ? null : (
    <span className={styles.count}>
      <span aria-hidden="true">{formatNumber(value)}</span>
      <span className="visually-hidden">{told}</span>
    </span>
  );
}
