import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Bookmark } from 'lucide-react';
import { useMemo } from 'react';
import { type Action, runAction, useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import styles from '../library/list-header.module.css';
import type { ListSection, Section } from '../library/sections.ts';
import { useRequest } from '../library/use-request.ts';
import { queries } from '../queries.ts';
import { askToSave } from '../searches/index.ts';
import found from './found-header.module.css';
import { canSearchIn, useFoundList } from './found-section.ts';
import { problemText } from './problems.ts';
import { searchHere, useSearch } from './search-state.ts';

const texts = t.search;

/** Chips of a search: whether it is kept to the list that was shown before, and keeping it. */
export function FoundChips({ before }: { before: Section | undefined }) {
  const here = useSearch((state) => state.here);
  const within = canSearchIn(before) ? before : null;
  useActions(useMemo(() => actionsOf(within, here), [within, here]));
  return (
    <>
      {within ? (
        <button
          type="button"
          className={here ? `${styles.chip} ${styles.on}` : styles.chip}
          aria-pressed={here}
          onClick={() => runAction('library.search-here')}
        >
          {texts.here(within.title)}
        </button>
      ) : null}
      <button
        type="button"
        className={`${styles.chip} ${found.save}`}
        onClick={() => runAction('library.save-search')}
      >
        <Bookmark size="0.875em" aria-hidden="true" /> {texts.save}
      </button>
    </>
  );
}

function actionsOf(within: ListSection | null, here: boolean): Action[] {
  const act = (id: string, title: string, keys: readonly string[], run: () => void): Action => ({
    id: `library.${id}`,
    title,
    keys,
    scope: 'library',
    run,
  });
  const save = act('save-search', t.actions.saveSearch, ['Mod+D'], () =>
    askToSave(useSearch.getState().query.trim()),
  );
  if (within === null) return [save];
  return [act('search-here', t.actions.searchHere, [], () => searchHere(!here)), save];
}

/** The notes of the search that is being typed; `before` is what was shown before it. */
export function TypedNotes({ before }: { before: Section | undefined }) {
  return <FoundNotes section={useFoundList(before)} />;
}

/** How many were found, what was searched for instead, what makes no sense, what is not found yet. */
export function FoundNotes({ section }: { section: ListSection }) {
  const { data: view } = useQuery({
    ...queries.view(useRequest(section)),
    placeholderData: keepPreviousData,
  });
  const status = useQuery(queries.searchStatus()).data;
  // What is said is heard only where the place for it was there before.
  if (!view) return <div className={found.notes} role="status" />;
  const { problems, corrected, total } = view;
  return (
    <div className={found.notes} role="status" data-shown-query={view.request.query}>
      {problems.map((problem) => (
        <p key={`${problem.reason} ${problem.start}`} className={found.problem}>
          <span className="visually-hidden">{texts.problemAt(problem.start + 1)}</span>
          {problemText(problem)}
        </p>
      ))}
      {problems.length === 0 ? <p>{texts.found(total)}</p> : null}
      {corrected.length > 0 ? <p>{texts.corrected(corrected.map(({ to }) => to))}</p> : null}
      {status?.state === 'building' ? <p>{texts.building(percentOf(status))}</p> : null}
    </div>
  );
}

type Parts = Readonly<Record<'papers' | 'pages', { done: number; total: number }>>;

function percentOf({ papers, pages }: Parts): number {
  const total = papers.total + pages.total;
  return total === 0 ? 0 : Math.floor((100 * (papers.done + pages.done)) / total);
}
