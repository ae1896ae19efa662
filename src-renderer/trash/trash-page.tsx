import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { TRASH_DAYS, type TrashItem, type TrashList } from '../../src-shared/contract/index.ts';
import { useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import styles from './trash.module.css';
import { letGo, putBack } from './trash-acts.ts';

const texts = t.trash;

/** What is about to be let go: some things, or (null) the whole trash. */
type Doomed = readonly TrashItem[] | null;

/** What was deleted, with the ways back and out (LIB-7). */
export function TrashPage() {
  const { data: trash, error } = useQuery(queries.trash());
  const [doomed, setDoomed] = useState<Doomed | undefined>();
  useActions([
    {
      id: 'library.empty-trash',
      title: t.actions.emptyTrash,
      keys: [],
      scope: 'library',
      when: () => (trash?.total ?? 0) > 0,
      run: () => setDoomed(null),
    },
  ]);
  const close = (): void => setDoomed(undefined);
  return (
    <section className={styles.page} aria-label={texts.title}>
      <header className={styles.header}>
        <h1>{texts.title}</h1>
        <p>{texts.about(TRASH_DAYS)}</p>
        {trash && trash.total > 0 ? (
          <Button action="library.empty-trash">{texts.emptyAll}</Button>
        ) : null}
      </header>
      {error && !trash ? <p role="alert">{t.errors.core}</p> : null}
      {trash ? <Items trash={trash} onDelete={(item) => setDoomed([item])} /> : null}
      {doomed === undefined ? null : (
        <ConfirmDialog
          count={doomed?.length ?? trash?.total ?? 0}
          onClose={close}
          onDelete={() => {
            letGo(doomed ?? []);
            close();
          }}
        />
      )}
    </section>
  );
}

type ItemsProps = {
  readonly trash: TrashList;
  readonly onDelete: (item: TrashItem) => void;
};

function Items({ trash: { items, total }, onDelete }: ItemsProps) {
  const now = useNow();
  if (total === 0) return <p className={styles.empty}>{texts.empty}</p>;
  return (
    <>
      <ul className={styles.items} aria-label={texts.list}>
        {items.map((item) => (
          <li key={`${item.kind} ${item.id}`} className={styles.item}>
            <Words item={item} now={now} />
            <Button label={texts.putBackOf(item.kind, item.title)} onPress={() => putBack([item])}>
              {texts.putBack}
            </Button>
            <Button label={texts.deleteOf(item.kind, item.title)} onPress={() => onDelete(item)}>
              {texts.delete}
            </Button>
          </li>
        ))}
      </ul>
      {total > items.length ? (
        <p className={styles.empty}>{texts.more(total - items.length)}</p>
      ) : null}
    </>
  );
}

function Words({ item, now }: { item: TrashItem; now: number }) {
  return (
    <div className={styles.words}>
      <div className={styles.title}>{item.title}</div>
      {item.excerpt === '' ? null : <p className={styles.excerpt}>{item.excerpt}</p>}
      <p className={styles.meta}>
        {texts.kind(item.kind)} · {texts.deleted(item.deletedAt, now)}
      </p>
    </div>
  );
}
