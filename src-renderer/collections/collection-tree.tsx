import { ChevronRight, GripVertical } from 'lucide-react';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import {
  Button,
  Collection as Items,
  type Key,
  Tree,
  TreeItem,
  TreeItemContent,
} from 'react-aria-components';
import type { Collection } from '../../src-shared/contract/index.ts';
import { formatNumber } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { expand, setExpanded, useExpanded } from '../library/expanded.ts';
import { useOwnKeys } from '../library/own-keys.ts';
import { collectionSectionId, ownIdOf } from '../library/sections.ts';
import { showSection } from '../library/show-section.ts';
import styles from '../library/sidebar.module.css';
import { TREE, useSubject } from './subject.ts';
import { ancestorsOf, type CollectionNode, toTree, withDescendants } from './tree.ts';
import { useTreeDrag } from './use-tree-drag.ts';

const texts = t.collections;

type Props = { readonly collections: readonly Collection[]; readonly current: string | null };

/** The collections as a tree (COLL-1); the one that is shown is selected. */
export function CollectionTree({ collections, current }: Props) {
  const nodes = useMemo(() => toTree(collections), [collections]);
  const expanded = useExpanded();
  const drag = useTreeDrag();
  const tree = useRef<HTMLDivElement>(null);
  useOwnKeys(tree, 'collections', noteFocus);
  const shown = ownIdOf('collection', current);
  useInSight(collections, shown);
  useFocusAfterMove(collections, tree);
  const onExpandedChange = (keys: Set<Key>): void => {
    const open = new Set([...keys].map(String));
    // What is closed over the collection that is shown takes its place, as in a file manager.
    const closed = collections.find(({ id }) => expanded.has(id) && !open.has(id));
    if (closed && shown !== null && shown !== closed.id)
      if (withDescendants(collections, closed.id).has(shown))
        showSection(collectionSectionId(closed.id));
    setExpanded(
      collections.map(({ id }) => id),
      open,
    );
  };
  return (
    <div {...{ [TREE]: '' }} ref={tree}>
      <Tree
        className={styles.tree!}
        aria-label={texts.label}
        items={nodes}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection={shown !== null}
        selectedKeys={shown === null ? [] : [shown]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          if (key !== undefined) showSection(collectionSectionId(String(key)));
        }}
        expandedKeys={expanded}
        onExpandedChange={onExpandedChange}
        dragAndDropHooks={drag}
      >
        {row}
      </Tree>
    </div>
  );
}

/** What is shown is not folded away, wherever it was opened from. */
function useInSight(collections: readonly Collection[], shown: string | null): void {
  const isKnown = collections.some(({ id }) => id === shown);
  const latest = useRef(collections);
  useEffect(() => {
    latest.current = collections;
  });
  useEffect(() => {
    if (shown !== null && isKnown) for (const id of ancestorsOf(latest.current, shown)) expand(id);
  }, [shown, isKnown]);
}

/** The tree forgets where the focus is when that moves to another place in it. */
function useFocusAfterMove(
  collections: readonly Collection[],
  tree: RefObject<HTMLElement | null>,
): void {
  const order = collections.map(({ id, parent }) => `${parent} ${id}`).join();
  const former = useRef(order);
  useEffect(() => {
    if (former.current === order) return;
    former.current = order;
    const row = document.activeElement;
    if (!(row instanceof HTMLElement && row.dataset.own && tree.current?.contains(row))) return;
    row.blur();
    row.focus();
  }, [order, tree]);
}

const noteFocus = (focused: string | null): void => useSubject.setState({ focused });

/** Opens and closes what is in a collection. */
function Chevron({ shown }: { shown: boolean }) {
  if (!shown) return null;
  return (
    <Button slot="chevron" className={styles.chevron!}>
      <ChevronRight className={styles.turn} size="0.875em" aria-hidden="true" />
    </Button>
  );
}

function row(node: CollectionNode) {
  const { id, name, papers, children } = node;
  return (
    <TreeItem id={id} className={styles.branch!} textValue={name} data-own={id}>
      <TreeItemContent>
        <Button slot="drag" className={styles.handle!} aria-label={texts.drag(name)}>
          <GripVertical size="0.875em" aria-hidden="true" />
        </Button>
        <span className={styles.name} dir="auto">
          {name}
        </span>
        <Chevron shown={children.length > 0} />
        {papers > 0 ? (
          <span className={styles.count}>
            <span aria-hidden="true">{formatNumber(papers)}</span>
            <span className="visually-hidden">{texts.count(papers)}</span>
          </span>
        ) : null}
      </TreeItemContent>
      <Items items={children}>{row}</Items>
    </TreeItem>
  );
}
