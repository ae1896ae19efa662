import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { TRASH_DAYS, type TrashItem } from '../../src-shared/contract/index.ts';
import { useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import styles from './trash.module.css';
import { emptyTrash, letGo, putBack } from './trash-acts.ts';
import { TrashRows } from './trash-rows.tsx';
import { useKeptFocus } from './use-kept-focus.ts';

const texts = t.trash;

/** What was deleted, with the ways back and out (LIB-7). */
export function TrashPage() {
  const { data: trash, error } = useQuery(queries.trash());
  /** What is about to be let go: a thing, or (null) the whole trash. */
  const [doomed, setDoomed] = useState<TrashItem | null | undefined>();
  const [said, setSaid] = useState('');
  const page = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { onFocus, step } = useKeptFocus(page, heading);
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
  const onPutBack = useCallback((item: TrashItem): void => {
    void putBack(item).then(({ ok }) => ok && setSaid(texts.restored(item.kind, item.title)));
  }, []);
  const count = doomed ? 1 : (trash?.total ?? 0);
  const close = (): void => setDoomed(undefined);
  const deleteDoomed = (): void => {
    const gone = doomed ? letGo(doomed) : trash && emptyTrash(trash);
    void gone?.then(({ ok }) => ok && setSaid(texts.done(count)));
    close();
  };
  return (
    <section ref={page} className={styles.page} aria-label={texts.title} onFocus={onFocus}>
      <header className={styles.header}>
        <h1 ref={heading} tabIndex={-1}>
          {texts.title}
        </h1>
        <p>{texts.about(TRASH_DAYS)}</p>
        {trash && trash.total > 0 ? (
          <Button action="library.empty-trash">{texts.emptyAll}</Button>
        ) : null}
      </header>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {error && !trash ? <p role="alert">{t.errors.core}</p> : null}
      {trash ? (
        <TrashRows trash={trash} onStep={step} onPutBack={onPutBack} onDelete={setDoomed} />
      ) : null}
      {doomed === undefined ? null : (
        <ConfirmDialog doomed={doomed ?? count} onClose={close} onDelete={deleteDoomed} />
      )}
    </section>
  );
}
