import { GripVertical } from 'lucide-react';
import { useRef } from 'react';
import {
  Button,
  type DragAndDropOptions,
  GridList,
  GridListItem,
  useDragAndDrop,
} from 'react-aria-components';
import type { SavedSearch } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { useOwnKeys } from '../library/own-keys.ts';
import { ownIdOf, searchSectionId } from '../library/sections.ts';
import { showSection } from '../library/show-section.ts';
import styles from '../library/sidebar.module.css';
import { Count } from '../library/sidebar-entry.tsx';
import { moveSearch, shownSearches } from './acts.ts';
import { beforeOfDrop } from './order.ts';
import { SEARCHES, useSubject } from './subject.ts';

const texts = t.searches;

const DRAG: DragAndDropOptions = {
  getItems: (keys) => [...keys].map((key) => ({ 'text/plain': queryOf(String(key)) })),
  onReorder: ({ keys, target: { key, dropPosition } }) => {
    const [id] = [...keys].map(String);
    if (id && dropPosition !== 'on') place(id, { id: String(key), position: dropPosition });
  },
};

type Props = { readonly searches: readonly SavedSearch[]; readonly current: string | null };

/** The saved searches with what they find now (FIND-6), in the order of the user's hand. */
export function SavedList({ searches, current }: Props) {
  const shown = ownIdOf('search', current);
  const { dragAndDropHooks } = useDragAndDrop(DRAG);
  const list = useRef<HTMLDivElement>(null);
  useOwnKeys(list, 'searches', noteFocus);
  return (
    <div {...{ [SEARCHES]: '' }} ref={list}>
      <GridList
        className={styles.tree!}
        aria-label={texts.label}
        items={searches}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection={shown !== null}
        selectedKeys={shown === null ? [] : [shown]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          if (key !== undefined) showSection(searchSectionId(String(key)));
        }}
        dragAndDropHooks={dragAndDropHooks}
      >
        {({ id, name, papers }) => (
          <GridListItem id={id} className={styles.branch!} textValue={name} data-own={id}>
            <Button slot="drag" className={styles.handle!} aria-label={texts.drag(name)}>
              <GripVertical size="0.875em" aria-hidden="true" />
            </Button>
            <span className={styles.name} dir="auto">
              {name}
            </span>
            <Count value={papers ?? 0} told={texts.count(papers ?? 0)} />
          </GridListItem>
        )}
      </GridList>
    </div>
  );
}

const searchOf = (id: string): SavedSearch | undefined =>
  shownSearches().find((one) => one.id === id);

const queryOf = (id: string): string => searchOf(id)?.query ?? '';

function place(id: string, drop: { id: string; position: 'before' | 'after' }): void {
  const search = searchOf(id);
  if (search) moveSearch(search, beforeOfDrop(shownSearches(), id, drop));
}

const noteFocus = (focused: string | null): void => useSubject.setState({ focused });
