import './links.css';
import type { PageText } from '../../../src-shared/pdf/index.ts';
import { t } from '../../app/texts/index.ts';
import type { PageView, ReaderEngine } from '../engine/index.ts';
import { boundsOnPage, type PageLink, wordsOf } from './page-links.ts';

const LAYER = 'offprint-links';

/** What is done with a link by keys. */
export type LinkActs = {
  follow(link: PageLink): void;
  focused(link: PageLink, element: HTMLElement): void;
  /** The focus goes to something else. */
  left(to: EventTarget | null): void;
  /** Escape was pressed; answers whether that closed something. */
  escaped(): boolean;
};

/** Lays a page's links over it for the keyboard and screen readers; the mouse goes through them. */
export function showLinks(
  engine: ReaderEngine,
  view: PageView,
  links: readonly PageLink[],
  acts: LinkActs,
): void {
  view.element.querySelector(`:scope > .${LAYER}`)?.remove();
  const text = engine.peekText(view.index);
  const geometry = engine.document?.pages.geometry(view.index);
  if (links.length === 0 || !geometry) return;
  const layer = document.createElement('div');
  layer.className = LAYER;
  for (const link of links) {
    const { width, height } = geometry.size;
    const [x1, y1, x2, y2] = boundsOnPage(around(link), geometry.toPage);
    const element = elementOf(link, text, acts);
    const { style } = element;
    style.left = `${(100 * x1) / width}%`;
    style.top = `${(100 * y1) / height}%`;
    style.width = `${(100 * (x2 - x1)) / width}%`;
    style.height = `${(100 * (y2 - y1)) / height}%`;
    layer.append(element);
  }
  view.element.append(layer);
}

/** Gives the first link of a page that is in the window the focus; false where there is none. */
export function focusFirst({ scroller }: ReaderEngine, view: PageView | undefined): boolean {
  const all = [...(view?.element.querySelectorAll<HTMLElement>(`.${LAYER} > a`) ?? [])];
  const area = scroller.getBoundingClientRect();
  const inSight = all.find((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= area.top && bottom <= area.bottom;
  });
  const first = inSight ?? all[0];
  first?.focus();
  return first !== undefined;
}

/** The rectangle around all of a link's lines. */
function around({ rects }: PageLink): [number, number, number, number] {
  return [
    Math.min(...rects.map(([x1]) => x1)),
    Math.min(...rects.map(([, y1]) => y1)),
    Math.max(...rects.map(([, , x2]) => x2)),
    Math.max(...rects.map(([, , , y2]) => y2)),
  ];
}

function elementOf(link: PageLink, text: PageText | undefined, acts: LinkActs): HTMLElement {
  const element = document.createElement('a');
  const words = text ? wordsOf(link, text) : '';
  element.tabIndex = 0;
  element.setAttribute('role', 'link');
  element.setAttribute('aria-label', nameOf(link, words));
  element.addEventListener('keydown', (event) => {
    const isDone = event.key === 'Escape' && acts.escaped();
    if (event.key === 'Enter') acts.follow(link);
    else if (!isDone) return;
    event.preventDefault();
    event.stopPropagation();
  });
  element.addEventListener('focus', () => acts.focused(link, element));
  element.addEventListener('blur', ({ relatedTarget }) => acts.left(relatedTarget));
  // How a screen reader follows it.
  element.addEventListener('click', () => acts.follow(link));
  return element;
}

function nameOf({ target }: PageLink, words: string): string {
  if (target.kind === 'outside') return t.links.outside(words, target.url);
  if (target.kind === 'act' && words === '') return t.links.named[target.act];
  return t.links.inside(words);
}
