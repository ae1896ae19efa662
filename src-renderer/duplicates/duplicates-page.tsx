import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { mergePapers } from './acts.ts';
import { DuplicateGroup } from './duplicate-group.tsx';
import styles from './duplicates.module.css';
import { type Group, isCertain, keeperOf, keyOf, mergeInto } from './groups.ts';

const texts = t.duplicates;
/** Nobody goes through more at once; the rest comes when these are merged. */
const SHOWN = 100;
const NONE: readonly Group[] = [];

/** Papers that may be the same, with ways to make them one (LIB-5). */
export function DuplicatesPage() {
  const { data, error } = useQuery(queries.duplicates());
  const groups = data ?? NONE;
  const certain = useMemo(() => groups.filter(isCertain), [groups]);
  useActions(
    useMemo(
      () => [
        {
          id: 'library.merge-duplicates',
          title: t.actions.mergeDuplicates,
          keys: [],
          scope: 'library',
          when: () => certain.length > 0,
          run: () => mergePapers(certain.map((group) => mergeInto(group, keeperOf(group).id))),
        },
      ],
      [certain],
    ),
  );
  return (
    <section className={styles.page} aria-label={texts.title}>
      <header className={styles.header}>
        <h1>{texts.title}</h1>
        <p>{texts.about}</p>
        {certain.length > 0 ? (
          <div className={styles.certain}>
            <Button primary action="library.merge-duplicates">
              {texts.mergeCertain(certain.length)}
            </Button>
            <p>{texts.certainAbout}</p>
          </div>
        ) : null}
      </header>
      {error && !data ? <p role="alert">{t.errors.core}</p> : null}
      {data || error ? null : <p className={styles.empty}>{texts.loading}</p>}
      {data?.length === 0 ? <p className={styles.empty}>{texts.empty}</p> : null}
      <ul className={styles.groups} aria-label={texts.title}>
        {groups.slice(0, SHOWN).map((group) => (
          <DuplicateGroup key={keyOf(group)} group={group} />
        ))}
      </ul>
      {groups.length > SHOWN ? (
        <p className={styles.empty}>{texts.more(groups.length - SHOWN)}</p>
      ) : null}
    </section>
  );
}
