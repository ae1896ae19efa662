import { type KeyboardEvent, memo } from 'react';
import type { TrashItem, TrashList } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import styles from './trash.module.css';

const texts = t.trash;

type Acts = {
  readonly onPutBack: (item: TrashItem) => void;
  readonly onDelete: (item: TrashItem) => void;
};

type Props = Acts & {
  readonly trash: TrashList;
  /** Moves the focus so many rows down. */
  readonly onStep: (by: number) => void;
};

const STEPS: Readonly<Record<string, number>> = {
  ...{ ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 },
  ...{ PageDown: 10, PageUp: -10, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY },
};

/** What lies in the trash, one under the other. */
export function TrashRows({ trash: { items, total }, onStep, ...acts }: Props) {
  const now = useNow();
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = STEPS[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onStep(by);
  };
  return (
    <>
      {total === 0 ? (
        <p className={styles.empty}>{texts.empty}</p>
      ) : (
        <ul className={styles.items} aria-label={texts.list} onKeyDown={onKeyDown}>
          {items.map((item) => (
            <Row
              key={`${item.kind} ${item.id}`}
              {...item}
              {...acts}
              deleted={texts.deleted(item.deletedAt, now)}
            />
          ))}
        </ul>
      )}
      {total > items.length ? (
        <p className={styles.empty}>{texts.more(total - items.length)}</p>
      ) : null}
    </>
  );
}

type RowProps = TrashItem & Acts & { readonly deleted: string };

/** A thousand of them are not drawn anew because one goes or a minute has passed. */
const Row = memo(function Row({ deleted, onPutBack, onDelete, ...item }: RowProps) {
  const { kind, title, excerpt } = item;
  return (
    <li className={styles.item} data-row>
      <div className={styles.words}>
        <div className={styles.title} dir="auto">
          {title}
        </div>
        {excerpt === '' ? null : (
          <p className={styles.excerpt} dir="auto">
            {excerpt}
          </p>
        )}
        <p className={styles.meta}>
          {texts.kind(kind)} · {deleted}
        </p>
      </div>
      <div className={styles.acts}>
        <Button label={texts.putBackOf(kind, title)} onPress={() => onPutBack(item)}>
          {texts.putBack}
        </Button>
        <Button label={texts.deleteOf(kind, title)} onPress={() => onDelete(item)}>
          {texts.delete}
        </Button>
      </div>
    </li>
  );
});
