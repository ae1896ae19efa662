import type { Point } from '../../../src-shared/pdf/index.ts';
import { openOutside } from '../../app/open-outside.ts';
import { t } from '../../app/texts/index.ts';
import type { ReaderEngine } from '../engine/index.ts';
import type { Lines } from '../marked-lines.ts';
import { destinationOf, showDestination } from './destination.ts';
import { Jumps } from './jumps.ts';
import { focusFirst, showLinks } from './link-layer.ts';
import { LinkPreview } from './link-preview.ts';
import { doNamed } from './named-acts.ts';
import { lieUnder, linkAt, linksOf, linksOfText, type PageLink } from './page-links.ts';

/** The links of one open document: found near the eye, followed by mouse and by keys. */
export class LinkSession {
  readonly jumps: Jumps;
  readonly #engine: ReaderEngine;
  readonly #speak: (text: string) => void;
  readonly preview: LinkPreview;
  readonly #links = new Map<number, readonly PageLink[]>();
  #clicked: PageLink | undefined;
  #focused: { readonly link: PageLink; readonly element: HTMLElement } | null = null;

  /** `speak` tells a screen reader. */
  constructor(engine: ReaderEngine, speak: (text: string) => void) {
    this.#engine = engine;
    this.jumps = new Jumps(engine);
    this.preview = new LinkPreview(engine, speak);
    // The scroller goes with the engine, and the listeners with it.
    engine.scroller.addEventListener('mousemove', (event) => this.#pointed(event));
    engine.scroller.addEventListener('mouseleave', () => this.preview.point(undefined));
    this.#speak = speak;
  }

  /** Lays the links over a page that stands in the window. */
  async show(page: number): Promise<void> {
    const links = this.#links.get(page) ?? (await this.#read(page));
    const view = this.#engine.mounted.find(({ index }) => index === page);
    if (!view) return;
    showLinks(this.#engine, view, links, {
      follow: (link) => void this.follow(link),
      focused: (link, element) => {
        this.#focused = { link, element };
        this.preview.focus(link, element);
      },
      left: (to) => {
        if (this.preview.holds(to)) return;
        this.#focused = null;
        this.preview.hide();
      },
      escaped: () => this.#escaped(),
    });
  }

  /** The link at a point of a page, in user space. */
  at(page: number, point: Point): PageLink | undefined {
    return linkAt(this.#links.get(page) ?? [], point);
  }

  /** A click at a point; where it `follows`, the link there is followed. False where it was not. */
  clicked(page: number, point: Point, follows: boolean): boolean {
    const link = this.at(page, point);
    this.#clicked = link;
    if (link && follows) void this.follow(link);
    return link !== undefined && follows;
  }

  /** The link that was clicked of those under some lines, else the first of them. */
  under(lines: readonly Lines[]): PageLink | undefined {
    const all = lines.flatMap(({ page, quads }) =>
      (this.#links.get(page) ?? []).filter((link) => lieUnder(link, quads)),
    );
    return all.find((link) => link === this.#clicked) ?? all[0];
  }

  async follow({ target }: PageLink): Promise<void> {
    if (target.kind === 'outside') {
      openOutside(target.url);
      return;
    }
    if (target.kind === 'act') {
      doNamed(target.act, this.#engine, this.jumps);
      return;
    }
    const pdf = this.#engine.document?.pages.pdf;
    const destination = pdf ? await destinationOf(pdf, target.dest) : null;
    if (!this.#engine.document) return;
    if (!destination) {
      this.#speak(t.links.nowhere);
      return;
    }
    this.preview.hide();
    this.jumps.leave();
    showDestination(this.#engine, destination);
    // The link may be gone with its page.
    this.#engine.scroller.focus({ preventScroll: true });
    this.#speak(t.reader.spoken.page(destination.page + 1));
  }

  /** The link that has the focus. */
  get focused(): PageLink | null {
    return this.#focused?.link ?? null;
  }

  /** Shows where the link in focus leads; goes into what shows it, or closes that. */
  togglePreview(): void {
    if (this.preview.isShown && this.preview.enter()) return;
    if (!this.#escaped() && this.#focused) {
      this.preview.focus(this.#focused.link, this.#focused.element);
    }
  }

  /** Gives the links of the page in front the focus; Tab goes on from there. */
  focus(): void {
    const { view, mounted } = this.#engine;
    const page = mounted.find(({ index }) => index === view?.page);
    if (!focusFirst(this.#engine, page)) this.#speak(t.links.none);
  }

  #pointed({ buttons, clientX, clientY }: MouseEvent): void {
    const at = buttons === 0 ? this.#engine.pointAt(clientX, clientY) : null;
    this.preview.point(at ? this.at(at.page, at.point) : undefined);
  }

  /** Closes the card; false where there is none. */
  #escaped(): boolean {
    const { isShown } = this.preview;
    if (isShown) this.preview.hide();
    return isShown;
  }

  async #read(page: number): Promise<readonly PageLink[]> {
    const { document: open } = this.#engine;
    const proxy = await open?.pages.page(page).catch(() => null);
    const annotations = await proxy?.getAnnotations({ intent: 'display' }).catch(() => []);
    const text = await this.#engine.pageText(page).catch(() => null);
    const own = linksOf(page, annotations ?? []);
    const links = text ? [...own, ...linksOfText(page, text, own)] : own;
    this.#links.set(page, links);
    return links;
  }
}
