import {
  type DragAndDropOptions,
  type DropItem,
  type DropOperation,
  type DropTarget,
  isTextDropItem,
  type Key,
  useDragAndDrop,
} from 'react-aria-components';
import { putPapers } from '../library/paper-acts.ts';
import { PAPERS_TYPE, paperIdsOf } from '../ui/paper-drag.ts';
import { moveCollection, shownCollections } from './acts.ts';
import { type Place, placeOfDrop } from './tree.ts';

/** What a dragged collection carries: its id. */
const COLLECTION_TYPE = 'application/x-offprint-collection';

/** The collection that is being dragged in this window. */
let dragged: string | null = null;

/** One object for good, or every row would be made anew with the tree. */
const OPTIONS: DragAndDropOptions = {
  getItems: (keys) =>
    [...keys].map((key) => ({ [COLLECTION_TYPE]: String(key), 'text/plain': nameOf(key) })),
  acceptedDragTypes: [COLLECTION_TYPE, PAPERS_TYPE],
  onDragStart: ({ keys }) => {
    dragged = [...keys].map(String)[0] ?? null;
  },
  onDragEnd: () => {
    dragged = null;
  },
  getDropOperation: (target, types, allowed) => {
    if (types.has(PAPERS_TYPE)) return isOn(target) ? operationOf(allowed) : 'cancel';
    return dragged !== null && placeFor(dragged, target) ? 'move' : 'cancel';
  },
  onMove: ({ keys, target }) => {
    for (const key of keys) moveTo(String(key), target);
  },
  onItemDrop: ({ items, target, isInternal }) => {
    if (!isInternal) void putDropped(items, String(target.key));
  },
};

/**
 * Collections are dragged onto and between each other, and papers onto them (COLL-1), by mouse and
 * by keyboard. A drop that would put a collection into itself is refused.
 */
export const useTreeDrag = () => useDragAndDrop(OPTIONS).dragAndDropHooks;

const nameOf = (key: Key): string => shownCollections().find(({ id }) => id === key)?.name ?? '';

const isOn = (target: DropTarget): boolean =>
  target.type === 'item' && target.dropPosition === 'on';

/** Papers stay where they are, too; what the drag allows goes before that. */
const operationOf = (allowed: readonly DropOperation[]): DropOperation =>
  allowed.includes('copy') ? 'copy' : (allowed[0] ?? 'cancel');

function placeFor(id: string, target: DropTarget): Place | null {
  if (target.type !== 'item') return null;
  const drop = { id: String(target.key), position: target.dropPosition };
  return placeOfDrop(shownCollections(), id, drop);
}

function moveTo(id: string, target: DropTarget): void {
  const collection = shownCollections().find((one) => one.id === id);
  const place = placeFor(id, target);
  if (collection && place) moveCollection(collection, place);
}

async function putDropped(items: readonly DropItem[], id: string): Promise<void> {
  const collection = shownCollections().find((one) => one.id === id);
  const papers = items.find((item) => isTextDropItem(item) && item.types.has(PAPERS_TYPE));
  if (!collection || !papers || !isTextDropItem(papers)) return;
  const ids = paperIdsOf(await papers.getText(PAPERS_TYPE));
  if (ids.length > 0) void putPapers(ids, collection, true);
}
