import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import { t } from '../../app/texts/index.ts';
import type { ReaderSession } from '../reader-session.ts';
import type { ReaderStore } from '../reader-store.ts';
import css from './thumbnail-pane.module.css';
import { pageForKey, ROW, rowsShown, THUMBNAIL, topToShow } from './thumbnail-rows.ts';

type SheetProps = {
  readonly session: ReaderSession;
  readonly page: number;
};

function Sheet({ session, page }: SheetProps) {
  const holder = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const stop = new AbortController();
    let free = () => {};
    void session.engine.thumbnail(page, THUMBNAIL, stop.signal).then((drawing) => {
      if (!drawing) return;
      if (stop.signal.aborted) return drawing.free();
      drawing.canvas.style.width = `${drawing.part.width}px`;
      drawing.canvas.style.height = `${drawing.part.height}px`;
      holder.current?.replaceChildren(drawing.canvas);
      free = drawing.free;
    });
    return () => {
      stop.abort();
      holder.current?.replaceChildren();
      free();
    };
  }, [session, page]);
  return <span ref={holder} className={css.sheet} aria-hidden="true" />;
}

/** The part of a scrolled list that is in sight, CSS pixels. */
function useExtent(list: RefObject<HTMLElement | null>) {
  const [extent, setExtent] = useState({ top: 0, height: 0 });
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const measure = () => setExtent({ top: element.scrollTop, height: element.clientHeight });
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    measure();
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [list]);
  return extent;
}

function show(list: HTMLElement | null, page: number): void {
  if (list) list.scrollTop = topToShow(page, list.scrollTop, list.clientHeight);
}

function Pages({ session, store }: { session: ReaderSession; store: ReaderStore }) {
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const { top, height } = useExtent(list);
  const pages = useStore(store, ({ view }) => view?.pages ?? 0);
  const current = useStore(store, ({ view }) => view?.page ?? 0);
  const rotation = useStore(store, ({ view }) => view?.arrangement.rotation ?? 0);
  const [active, setActive] = useState(current);
  useEffect(() => {
    setActive(current);
    show(list.current, current);
  }, [current]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = pageForKey(event.key, active, pages);
    const goes = event.key === 'Enter' || event.key === ' ';
    if (next === null && !goes) return;
    event.preventDefault();
    event.stopPropagation();
    if (goes) return session.goToPage(active + 1);
    setActive(next ?? active);
    show(list.current, next ?? active);
  };
  const onClick = ({ target }: MouseEvent<HTMLElement>) => {
    const row = target instanceof Element && target.closest<HTMLElement>('[data-thumbnail]');
    list.current?.focus({ preventScroll: true });
    if (row) session.goToPage(Number(row.dataset.thumbnail) + 1);
  };
  const [from, to] = rowsShown(top, height, pages);
  return (
    <div
      ref={list}
      className={css.list}
      role="listbox"
      tabIndex={0}
      aria-label={t.view.thumbnails}
      aria-activedescendant={`${id}-${active}`}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div role="presentation" style={{ height: pages * ROW }}>
        {Array.from({ length: to - from }, (_, index) => from + index).map((page) => (
          <div
            key={page}
            id={`${id}-${page}`}
            className={css.page}
            role="option"
            aria-selected={page === current}
            aria-setsize={pages}
            aria-posinset={page + 1}
            aria-label={t.reader.page(page + 1, pages)}
            data-active={page === active || undefined}
            style={{ top: page * ROW, height: ROW }}
            data-thumbnail={page}
            tabIndex={-1}
          >
            <Sheet key={rotation} session={session} page={page} />
            <span aria-hidden="true">{page + 1}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Small pictures of all pages, to go to one of them. */
export function ThumbnailPane(props: {
  readonly session: ReaderSession | null;
  readonly store: ReaderStore;
}) {
  const isOpen = useStore(props.store, ({ status }) => status === 'open');
  return props.session && isOpen ? <Pages session={props.session} store={props.store} /> : null;
}
