import { ChevronRight } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import {
  Button,
  Collection,
  type Key,
  Tree,
  TreeItem,
  TreeItemContent,
} from 'react-aria-components';
import { useStore } from 'zustand';
import { t } from '../../app/texts/index.ts';
import readerCss from '../reader.module.css';
import type { ReaderSession } from '../reader-session.ts';
import type { ReaderStore } from '../reader-store.ts';
import { type OutlineNode, pathTo, toTree } from './outline-entries.ts';
import css from './outline-pane.module.css';

/** Longer outlines begin with their first level only. */
const MOST_OPEN = 80;

type Props = { readonly session: ReaderSession; readonly store: ReaderStore };

/** The document's sections; the one that is read is marked, and each leads to its place. */
export function OutlinePane({
  session,
  store,
}: {
  session: ReaderSession | null;
  store: ReaderStore;
}) {
  const isOpen = useStore(store, ({ status }) => status === 'open');
  return session && isOpen ? <Outline session={session} store={store} /> : null;
}

function Outline({ session, store }: Props) {
  const { outline } = session;
  const { status, source, entries } = useStore(outline.state);
  useEffect(() => void outline.read(), [outline]);
  if (status !== 'read') return <p className={readerCss.empty}>{t.outline.reading}</p>;
  if (entries.length === 0) return <p className={readerCss.empty}>{t.outline.none}</p>;
  return (
    <>
      <Entries session={session} store={store} />
      {source === 'text' && <p className={readerCss.empty}>{t.outline.made}</p>}
    </>
  );
}

function useCurrent({ session, store }: Props): number {
  useStore(session.outline.state);
  return useStore(store, ({ view }) => (view ? session.outline.currentAt(view) : -1));
}

function Entries({ session, store }: Props) {
  const entries = useStore(session.outline.state, (state) => state.entries);
  const current = useCurrent({ session, store });
  const nodes = useMemo(() => toTree(entries), [entries]);
  const [expanded, setExpanded] = useState<ReadonlySet<Key>>(
    () => new Set(entries.length <= MOST_OPEN ? entries.keys() : []),
  );
  // In a level that is folded away, the entry over it stands for the current one.
  const path = current < 0 ? [] : pathTo(entries, current);
  const folded = path.findIndex((id, depth) => depth < path.length - 1 && !expanded.has(id));
  const shown = folded >= 0 ? path[folded]! : current;
  const tree = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = tree.current?.querySelector(`[data-section="${shown}"]`);
    if (!tree.current?.contains(document.activeElement)) row?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  return (
    <div ref={tree}>
      <Tree
        className={css.tree!}
        aria-label={t.outline.label}
        items={nodes}
        dependencies={[shown]}
        expandedKeys={expanded}
        onExpandedChange={setExpanded}
        onAction={(key) => {
          const entry = entries[Number(key)];
          if (entry) session.outline.goTo(entry);
        }}
      >
        {function row(node: OutlineNode) {
          return (
            <TreeItem
              id={node.id}
              className={node.id === shown ? `${css.entry} ${css.current}` : css.entry!}
              textValue={node.entry.title}
              data-section={node.id}
            >
              <TreeItemContent>
                {node.children.length > 0 ? (
                  <Button slot="chevron" className={css.chevron!}>
                    <ChevronRight size="0.875em" aria-hidden="true" />
                  </Button>
                ) : (
                  <span className={css.chevron} />
                )}
                <span
                  className={css.title}
                  dir="auto"
                  aria-current={node.id === shown ? 'location' : undefined}
                >
                  {node.entry.title}
                </span>
                <span
                  className={css.page}
                  aria-label={t.outline.page(node.entry.page + 1)}
                  role="img"
                >
                  {node.entry.page + 1}
                </span>
              </TreeItemContent>
              <Collection items={node.children} dependencies={[shown]}>
                {row}
              </Collection>
            </TreeItem>
          );
        }}
      </Tree>
    </div>
  );
}
