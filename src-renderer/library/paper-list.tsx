import { useQuery } from '@tanstack/react-query';
import {
  type FocusEvent,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type Action, runAction, useActions } from '../app/actions.ts';
import { selectPaper, useNavigation } from '../app/navigation.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { useSearch } from '../search/search-state.ts';
import { useRowMenu } from './context-targets.ts';
import { downloadsOf } from './downloads.ts';
import { EmptyList } from './empty-list.tsx';
import { listActions } from './list-actions.ts';
import { removePapers } from './paper-acts.ts';
import { PaperLine } from './paper-line.tsx';
import styles from './paper-list.module.css';
import { createRowMouse, isOnRow } from './row-events.ts';
import type { ListSection } from './sections.ts';
import { subjects, toSelected } from './selected.ts';
import { useHandOrder } from './use-hand-order.ts';
import { usePaperList } from './use-paper-list.ts';

const texts = t.library.list;

/** Whether a section's papers stand under the days on which they were featured. */
const isDaily = ({ id }: ListSection): boolean => id !== 'trending' && id !== 'unlisted';

/** The virtualised list of a section's papers, by featured day; selection follows the cursor. */
export function PaperList({ section }: { section: ListSection }) {
  const list = usePaperList(section);
  const { view, request, total, scroller, row, virtualizer } = list;
  const latest = useRef(list);
  useEffect(() => {
    latest.current = list;
  });
  useActions(
    useMemo(() => [...listActions(() => latest.current), removal(() => latest.current)], []),
  );

  const [mouse] = useState(createRowMouse);
  const order = useHandOrder(
    section,
    useCallback(() => latest.current, []),
  );
  useRowMenu(() => latest.current);
  useFocusOnReturn(scroller);
  useOpening(list);

  if (view && view.problems.length > 0) return <div />;
  if (view && total === 0)
    return <EmptyList section={section} filtered={request.filters.length > 0} />;
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      data-paper-list=""
      tabIndex={0}
      aria-label={texts.label(section.title)}
      aria-activedescendant={row >= 0 ? optionId(row) : undefined}
      aria-busy={view === undefined}
      aria-multiselectable="true"
      onMouseDown={(event) => mouse.onMouseDown(event, list)}
      onMouseUp={(event) => mouse.onMouseUp(event, list)}
      onDragStart={(event) => mouse.onDragStart(event, list)}
      onFocus={keepFocus}
      onDoubleClick={(event) => isOnRow(event) && runAction('library.read')}
      {...order.handlers}
    >
      {list.error && !view ? <p className={styles.problem}>{t.errors.core}</p> : null}
      <div
        className={styles.canvas}
        role="presentation"
        style={{ height: virtualizer.getTotalSize() }}
      >
        <Lines
          list={list}
          undated={isDaily(section) ? texts.neverFeatured : section.title}
          dropAt={order.at}
        />
      </div>
    </div>
  );
}

/**
 * Focus is the list's own, which says which of its rows is meant. A browser does not let a press
 * begin a drag if the focus goes elsewhere in its turn.
 */
function keepFocus({ target, currentTarget }: FocusEvent<HTMLElement>): void {
  if (target !== currentTarget)
    requestAnimationFrame(() => currentTarget.focus({ preventScroll: true }));
}

/** Moves what is selected to the trash and goes on to the paper beside it, as a mail program does. */
function removal(list: () => { leave(): void }): Action {
  return {
    id: 'library.remove',
    title: t.actions.remove,
    keys: ['Delete', 'Mod+Backspace'],
    danger: true,
    scope: 'library',
    when: () => subjects() !== null,
    run: () => {
      toSelected(removePapers);
      list().leave();
    },
  };
}

/** Opens the best hit of what was typed, as soon as it is known. */
function useOpening({ view, row, idAt, settled }: ReturnType<typeof usePaperList>): void {
  const opening = useSearch((state) => state.opening);
  const id = row >= 0 ? idAt(row) : undefined;
  const isKnown = opening !== null && settled && view?.request.query === opening;
  useEffect(() => {
    if (!isKnown || id === undefined) return;
    useSearch.setState({ opening: null });
    selectPaper(id);
    // The acts are of the paper that is selected once the details know of it.
    requestAnimationFrame(() => runAction('library.read'));
  }, [isKnown, id]);
}

/** Coming back from a reader, the keys act on the list at once. */
function useFocusOnReturn(scroller: RefObject<HTMLElement | null>): void {
  const inFront = useNavigation((state) => state.activeTab === null);
  const was = useRef(inFront);
  useEffect(() => {
    const returned = inFront && !was.current;
    was.current = inFront;
    const focused = document.activeElement;
    if (!returned || !focused) return;
    if (focused === document.body || focused.closest('[inert]')) scroller.current?.focus();
  }, [inFront, scroller]);
}

type LinesProps = {
  readonly list: ReturnType<typeof usePaperList>;
  /** Heads the papers of no featured day. */
  readonly undated: string;
  /** The row in front of which dragged papers would go. */
  readonly dropAt: number | null;
};

function Lines({ list, undated, dropAt }: LinesProps) {
  const { lines, items, virtualizer, rowAt, total, row, has } = list;
  const files = useQuery(queries.files()).data;
  const percents = useMemo(() => downloadsOf(files), [files]);
  const top = virtualizer.range?.startIndex ?? 0;
  const stickyIndex = items.count > 0 ? items.headingOf(Math.min(top, items.count - 1)) : -1;
  return lines.map(({ index, start }) => {
    if (index >= items.count) return null;
    const item = items.at(index);
    const sticky = index === stickyIndex;
    return (
      <div
        key={index}
        ref={virtualizer.measureElement}
        data-index={index}
        role="presentation"
        className={sticky ? styles.sticky : styles.line}
        style={sticky ? undefined : { transform: `translateY(${start}px)` }}
      >
        {item.kind === 'heading' ? (
          <div className={styles.day} id={`day-${index}`} role="presentation">
            {texts.group(item.day === null ? undated : texts.day(item.day), item.count)}
          </div>
        ) : (
          <PaperLine
            id={optionId(item.row)}
            paper={rowAt(item.row)}
            row={item.row}
            total={total}
            selected={has(item.row)}
            cursor={item.row === row}
            drop={dropEdge(item.row, dropAt, total)}
            percent={percents.get(rowAt(item.row)?.id ?? '') ?? null}
            describedBy={items.isFirst(item.row) ? `day-${index - 1}` : undefined}
          />
        )}
      </div>
    );
  });
}

/** On which edge of a row dragged papers would go. */
function dropEdge(row: number, dropAt: number | null, total: number): 'before' | 'after' | null {
  if (dropAt === row) return 'before';
  return dropAt === total && row === total - 1 ? 'after' : null;
}

const optionId = (row: number): string => `paper-row-${row}`;
