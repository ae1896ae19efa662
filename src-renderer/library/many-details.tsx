import { useQueries } from '@tanstack/react-query';
import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import styles from './details.module.css';
import labels from './details-said.module.css';
import { setTag } from './paper-acts.ts';
import { READ_STATUSES } from './read-statuses.ts';
import { pickedIds, useSelection } from './selected.ts';
import { countOf } from './selection.ts';
import { summaryOf } from './summary.ts';

const texts = t.library.details.many;
/** More papers than this are counted, not looked at one by one. */
const MAX_LOOKED_AT = 100;

/** What the papers that are selected have in common, and what can be done with them. */
export function ManyDetails() {
  const selection = useSelection((state) => state.selection);
  const count = countOf(selection);
  const isKnown = selection.spans.length === 0 && count <= MAX_LOOKED_AT;
  return (
    <article className={styles.paper}>
      <h2 className={styles.title}>{texts.title(count)}</h2>
      {isKnown ? <Summary ids={pickedIds(selection)} /> : <p>{texts.unknown}</p>}
      <div className={styles.buttons}>
        <Button action="library.collect">{t.library.details.collect}</Button>
        <Button action="library.tag">{t.actions.tag}</Button>
        <Button action="library.star">{t.library.details.star}</Button>
        <Button action="library.remove">{t.actions.remove}</Button>
      </div>
    </article>
  );
}

function Summary({ ids }: { ids: readonly string[] }) {
  const papers = useQueries({
    queries: ids.map((id) => queries.paper(id)),
    combine: (answers) => answers.flatMap(({ data }): PaperDetails[] => (data ? [data] : [])),
  });
  const { statuses, starred, offline, shared } = summaryOf(papers);
  const facts = [
    ...READ_STATUSES.filter((status) => statuses[status]).map(
      (status) => `${t.library.details.statuses[status]}: ${statuses[status]}`,
    ),
    starred > 0 ? texts.starred(starred) : null,
    texts.offline(offline, ids.length),
  ].filter((fact) => fact !== null);
  return (
    <>
      <p className={styles.by}>{facts.join(' · ')}</p>
      <SharedTags ids={ids} shared={papers.length === ids.length ? shared : []} />
    </>
  );
}

function SharedTags({ ids, shared }: { ids: readonly string[]; shared: readonly string[] }) {
  if (shared.length === 0) return null;
  return (
    <div className={labels.labels}>
      <ul className={labels.chips} aria-label={texts.shared}>
        {shared.map((tag) => (
          <li key={tag} className={labels.chip}>
            <button
              type="button"
              className={labels.label}
              title={t.library.details.removeTag(tag)}
              onClick={() => void setTag(ids, tag, false)}
            >
              {tag} ×
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
