import { useEffect, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { t } from '../../app/texts/index.ts';
import type { ReaderEngine, RegionPicture } from '../engine/index.ts';
import { popoverPlace } from '../popover-place.ts';
import css from './link-card.module.css';
import type { LinkCard as Card, LinkPreview } from './link-preview.ts';
import type { PreviewContent } from './preview-content.ts';
import { ReferenceCard } from './reference-card.tsx';

/** Puts the card by its link's lines; out of sight where those are. */
function place(card: HTMLElement, engine: ReaderEngine, { link }: Card): void {
  const stage = card.offsetParent?.getBoundingClientRect();
  const lines = link.rects.map((rect) => engine.clientBox(link.page, rect));
  const area = engine.scroller.getBoundingClientRect();
  const size = { width: card.offsetWidth, height: card.offsetHeight };
  const found = popoverPlace({ lines, side: 'below' }, area, size);
  card.style.visibility = found && stage ? '' : 'hidden';
  if (!found || !stage) return;
  card.style.top = `${found.top - stage.top}px`;
  card.style.left = `${found.left - stage.left}px`;
}

function Picture({ picture, tone }: { picture: RegionPicture; tone: string | undefined }) {
  const holder = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => holder.current?.replaceChildren(picture.element), [picture]);
  return <div ref={holder} className={css.picture} data-tone={tone} aria-hidden="true" />;
}

type ContentProps = {
  readonly id: string;
  readonly content: PreviewContent;
  readonly engine: ReaderEngine;
};

function Content({ id, content, engine }: ContentProps) {
  if (content.kind === 'reference') return <ReferenceCard id={id} content={content} />;
  if (content.kind === 'text') {
    return (
      <p id={id} className={css.text}>
        {content.text}
      </p>
    );
  }
  return (
    <>
      <Picture picture={content.picture} tone={engine.scroller.dataset.tone} />
      <div id={id}>
        <p className={css.name}>{content.name}</p>
        <p className="visually-hidden">{content.words}</p>
      </div>
    </>
  );
}

/** Keeps the card while the pointer or the focus is in it. */
function listen(card: HTMLElement, preview: LinkPreview): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  card.addEventListener('mouseover', () => preview.stay(), { signal });
  card.addEventListener('focusin', () => preview.stay(), { signal });
  card.addEventListener('mouseleave', () => preview.point(undefined), { signal });
  card.addEventListener(
    'focusout',
    ({ relatedTarget }) => {
      if (relatedTarget && !preview.holds(relatedTarget)) preview.hide();
    },
    { signal },
  );
  return () => stop.abort();
}

const TOOLTIP = { role: 'tooltip' } as const;
const REFERENCE = { role: 'group', 'aria-label': t.links.reference.label } as const;

/** Shows what a link leads to, beside the link. */
export function LinkCard({ preview, engine }: { preview: LinkPreview; engine: ReaderEngine }) {
  const ref = useRef<HTMLDivElement>(null);
  const card = useStore(preview.state, (state) => state.card);
  useLayoutEffect(() => {
    if (ref.current && card) place(ref.current, engine, card);
  }, [card, engine]);
  const id = card === null ? null : preview.id;
  useEffect(() => {
    const element = id === null ? null : ref.current;
    return element ? listen(element, preview) : undefined;
  }, [id, preview]);
  if (!card) return null;
  const isReference = card.content.kind === 'reference';
  return (
    <div
      ref={ref}
      data-link-card={preview.id}
      className={css.card}
      {...(isReference ? REFERENCE : TOOLTIP)}
    >
      <Content id={preview.id} content={card.content} engine={engine} />
    </div>
  );
}
