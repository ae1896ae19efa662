import {
  isReference,
  type LinkTargetPart,
  namedKind,
  offsetAt,
  type PageText,
  passageAt,
  type Rect,
  targetAt,
  wordAt,
} from '../../../src-shared/pdf/index.ts';
import { t } from '../../app/texts/index.ts';
import type { ReaderEngine, RegionPicture } from '../engine/index.ts';
import { type Destination, destinationOf } from './destination.ts';
import type { PageLink } from './page-links.ts';
import { type CitedReference, citedReference } from './reference-acts.ts';

/** What a card shows of a link's target; a picture is to be freed. */
export type PreviewContent =
  | { readonly kind: 'text'; readonly text: string }
  | CitedReference
  | {
      readonly kind: 'picture';
      /** Such as `Figure 3, page 7`. */
      readonly name: string;
      /** A caption, or what the part begins with; may be ''. */
      readonly words: string;
      readonly picture: RegionPicture;
    };

/** Names that writers of PDFs give to the places of references and footnotes. */
const CITED = /^(?:cite|bib|ref\d|reference)/iu;
const FOOTNOTE = /^(?:h?footnote|fn)/iu;

/** Widest picture and the zoom that it is not enlarged beyond; least height, CSS pixels. */
const WIDEST = 656;
const TALLEST = 420;
const LEAST_HIGH = 120;
const MOST_ZOOM = 1.6;

/** Air around a card's picture, CSS pixels. */
const FRAME = 64;

/** What is to be shown of where a link leads; null where that is nothing, or it was called off. */
export async function previewOf(
  engine: ReaderEngine,
  link: PageLink,
  signal: AbortSignal,
): Promise<PreviewContent | null> {
  const pdf = engine.document?.pages.pdf;
  const { target } = link;
  if (target.kind !== 'inside' || !pdf) return null;
  const place = await destinationOf(pdf, target.dest);
  const page = place && (await engine.pageText(place.page).catch(() => null));
  if (!place || !page || signal.aborted) return null;
  const name = typeof target.dest === 'string' ? target.dest : null;
  const number = await wordOf(engine, link);
  const text =
    place.top === null ? null : passage(page, { ...place, top: place.top, number }, name);
  if (text !== null) return text;
  return pictureOf(engine, { link, place, page, name }, signal);
}

/** Where a link leads, and the number that it stands on in the text. */
type Meant = { readonly top: number; readonly left: number | null; readonly number: string };

/** The word in the middle of a link; '' where none is. */
async function wordOf(engine: ReaderEngine, { page, rects }: PageLink): Promise<string> {
  const text = await engine.pageText(page).catch(() => null);
  const [left, bottom, right, top] = rects[0]!;
  if (!text) return '';
  const { start, end } = wordAt(
    text,
    offsetAt(text, { x: (left + right) / 2, y: (bottom + top) / 2 }),
  );
  return text.text.slice(start, end);
}

/** A reference, or the words of a footnote; null where a place is something else. */
function passage(
  page: PageText,
  { top, left, number }: Meant,
  name: string | null,
): PreviewContent | null {
  if (name !== null && namedKind(name) !== null) return null;
  const found = passageAt(page, top, left, number);
  if (!found) return null;
  const { text } = found;
  if (name !== null && FOOTNOTE.test(name)) return { kind: 'text', text };
  const isCited = isReference(found) || (name !== null && CITED.test(name));
  return isCited ? citedReference(text) : null;
}

type Aim = {
  readonly link: PageLink;
  readonly place: Destination;
  readonly page: PageText;
  readonly name: string | null;
};

async function pictureOf(
  engine: ReaderEngine,
  { link, place, page, name }: Aim,
  signal: AbortSignal,
): Promise<PreviewContent | null> {
  const box = await boxOf(engine, place.page);
  if (!box || signal.aborted) return null;
  const part = targetAt(page, { ...place, top: place.top ?? box[3], name }, box);
  const picture = await engine.region(place.page, part.rect, room(engine, link), signal);
  if (!picture) return null;
  const number = place.page + 1;
  return { kind: 'picture', name: nameOf(part, number), words: part.words, picture };
}

async function boxOf(engine: ReaderEngine, page: number): Promise<Rect | null> {
  const proxy = await engine.document?.pages.page(page).catch(() => null);
  return proxy ? (proxy.view as unknown as Rect) : null;
}

/** The room for a picture over or under a link, so that the card does not cover the link. */
function room(engine: ReaderEngine, { page, rects }: PageLink) {
  const area = engine.scroller.getBoundingClientRect();
  const line = engine.clientBox(page, rects[0]!);
  const free = Math.max(line.top - area.top, area.bottom - line.top - line.height) - FRAME;
  return {
    width: Math.min(WIDEST, area.width - FRAME),
    height: Math.max(LEAST_HIGH, Math.min(TALLEST, free)),
    zoom: MOST_ZOOM,
  };
}

function nameOf({ kind, label }: LinkTargetPart, page: number): string {
  if (kind === 'equation') return t.links.equation(label, page);
  return label === '' ? t.links.page(page) : t.links.part(label, page);
}
