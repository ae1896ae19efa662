import { useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { ReaderEngine, RegionPicture } from '../engine/index.ts';
import { popoverPlace } from '../popover-place.ts';
import css from './link-card.module.css';
import type { LinkCard as Card, LinkPreview } from './link-preview.ts';
import type { PreviewContent } from './preview-content.ts';

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

function Content({ content, engine }: { content: PreviewContent; engine: ReaderEngine }) {
  if (content.kind === 'text') return <p className={css.text}>{content.text}</p>;
  return (
    <>
      <Picture picture={content.picture} tone={engine.scroller.dataset.tone} />
      <p className={css.name}>{content.name}</p>
      <p className="visually-hidden">{content.words}</p>
    </>
  );
}

/** Shows what a link leads to, beside the link. */
export function LinkCard({ preview, engine }: { preview: LinkPreview; engine: ReaderEngine }) {
  const ref = useRef<HTMLDivElement>(null);
  const card = useStore(preview.state, (state) => state.card);
  useLayoutEffect(() => {
    if (ref.current && card) place(ref.current, engine, card);
  }, [card, engine]);
  if (!card) return null;
  return (
    <div
      ref={ref}
      id={preview.id}
      className={css.card}
      role="tooltip"
      onMouseOver={() => preview.stay()}
      onFocus={() => preview.stay()}
      onMouseLeave={() => preview.point(undefined)}
    >
      <Content content={card.content} engine={engine} />
    </div>
  );
}
