/** Where a fact of a file's identity was found. */
export type IdentitySource = 'stamp' | 'xmp' | 'info' | 'page' | 'name';

/** What paper a PDF is, as far as the file tells; unknown is null or empty, never guessed. */
export type Identity = {
  readonly title: string | null;
  readonly authors: readonly string[];
  /** Without version: `2606.00467`, `math/0611800`. */
  readonly arxivId: string | null;
  /** The version of which the file is. */
  readonly arxivVersion: number | null;
  readonly doi: string | null;
  /** `YYYY-MM-DD`, of the first version. */
  readonly publishedAt: string | null;
  /** Which source each fact is from; a fact that is not known has none. */
  readonly sources: Readonly<
    Partial<Record<'title' | 'authors' | 'arxivId' | 'doi' | 'publishedAt', IdentitySource>>
  >;
  /** The start of page one, to compare other papers' authors with. */
  readonly opening: string;
};

/** A file that is a PDF with its identity, or why it is none. `pages` is null where it is locked. */
export type Identified =
  | { readonly ok: true; readonly pages: number | null; readonly identity: Identity }
  | { readonly ok: false; readonly reason: 'damaged' | 'disk-error' | 'timeout' };

/** A line of page one in reading order. */
export type EvidenceLine = {
  readonly text: string;
  /** The same as it is set: a tab for each wide gap, `^` for each raised or lowered mark. */
  readonly setting: string;
  /** Of most of its letters, points. */
  readonly size: number;
  /** Name of the font of most of its letters, good for one page. */
  readonly font: string;
  /** Baseline in radians; 0 for upright text. */
  readonly angle: number;
  /** Top and bottom of its letters as a share of the page's height, from the page's foot. */
  readonly top: number;
  readonly bottom: number;
};

/** What a file says of itself, bounded in length. */
export type Evidence = {
  /** Names of the Info dictionary: `Title`, `Author`. */
  readonly info: Readonly<Record<string, string>>;
  /** By XMP name in lower case: `dc:title`, `dc:creator`, `prism:doi`; several values are a list. */
  readonly xmp: Readonly<Record<string, readonly string[]>>;
  readonly lines: readonly EvidenceLine[];
};
