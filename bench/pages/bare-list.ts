import { useVirtualizer } from '@tanstack/react-virtual';
import { createElement as h, useRef } from 'react';
import { createRoot } from 'react-dom/client';

type BareRow = {
  readonly id: string;
  readonly title: string;
  readonly upvotes: number;
  readonly meta: readonly string[];
};

const ROW_HEIGHT = 57;
const OVERSCAN = 10;

function Row({ row, index }: { row: BareRow; index: number }) {
  return h(
    'div',
    { className: 'row', role: 'option', 'data-row': index, 'data-paper-id': row.id },
    h('div', { className: 'votes' }, h('span', null, '▲'), h('b', null, row.upvotes)),
    h(
      'div',
      null,
      h('div', { className: 'title' }, row.title),
      h(
        'div',
        { className: 'meta' },
        row.meta.map((part) => h('span', { key: part }, part)),
      ),
    ),
  );
}

/** Nothing but TanStack's virtual list, with every row in memory. */
function BareList({ rows }: { rows: readonly BareRow[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  });
  return h(
    'div',
    { ref: scroller, role: 'listbox' },
    h(
      'div',
      { className: 'canvas', style: { height: virtualizer.getTotalSize() } },
      virtualizer.getVirtualItems().map(({ index, start }) =>
        h(
          'div',
          {
            key: index,
            className: 'line',
            ref: virtualizer.measureElement,
            'data-index': index,
            style: { transform: `translateY(${start}px)` },
          },
          h(Row, { row: rows[index]!, index }),
        ),
      ),
    ),
  );
}

const rows = (await (await fetch('/rows.json')).json()) as BareRow[];
createRoot(document.querySelector('#root')!).render(h(BareList, { rows }));
