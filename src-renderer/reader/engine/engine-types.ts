import type { Place, Spread, ZoomRequest } from './layout.ts';
import type { PageView } from './page-view.ts';
import type { Rotation } from './pages.ts';
import type { OpenFailure } from './pdf-document.ts';

/** How the pages lie: turned, and one or two in a row. */
export type Arrangement = { readonly rotation: Rotation; readonly spread: Spread };

/** The tone that pages are shown in. */
export type PageTone = 'paper' | 'sepia' | 'dark';

/** What the window shows now. */
export type EngineView = {
  /** The page that fills most of the window, from 0. */
  readonly page: number;
  readonly pages: number;
  /** The place at the window's top. */
  readonly place: Place;
  /** CSS pixels per point. */
  readonly zoom: number;
  /** As it was asked for: a fit stays one. */
  readonly request: ZoomRequest;
  readonly arrangement: Arrangement;
};

/** What the engine tells; every one may be left out. */
export type EngineEvents = {
  /** The document is open and laid out. */
  onOpen?: (pages: number) => void;
  onFailure?: (reason: OpenFailure) => void;
  /** Page, place or zoom changed; at most once a frame. */
  onView?: (view: EngineView) => void;
  /** A page's element came into the document; its overlay is empty. */
  onMount?: (view: PageView) => void;
  onUnmount?: (page: number) => void;
  /** A page stands there sharp. */
  onPainted?: (page: number) => void;
  /** A page's text can be selected. */
  onText?: (page: number) => void;
};

export type EngineOptions = {
  /** The whole file; the engine takes the array over. */
  readonly data: Uint8Array;
  /** URL of pdf.js's folders, with a slash at its end; beside the bundle if left out. */
  readonly assets?: string;
  /** Of a file that asks for one. */
  readonly password?: string | undefined;
  readonly place?: Place;
  readonly zoom?: ZoomRequest;
  readonly arrangement?: Arrangement;
  /** Name of the scrolled region for screen readers. */
  readonly label?: string;
  readonly pageLabel?: (page: number, pages: number) => string;
  readonly events?: EngineEvents;
};
