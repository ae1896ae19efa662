import type { PDFDocumentProxy } from 'pdfjs-dist';

/** What of pdf.js's storage is asked here: values that go before what the file says. */
type Storage = Pick<PDFDocumentProxy['annotationStorage'], 'setValue' | 'remove'>;

/** pdf.js's `AnnotationMode`: as the file says, or as its storage says first. */
const MODE = { enable: 1, enableStorage: 3 } as const;

/**
 * The annotations that a file has of its own, which pdf.js draws into its pages. Those that marks
 * stand for are left out of the drawings, or they would be seen twice (MARK-6).
 */
export class OwnAnnotations {
  readonly #storage: Storage;
  #hidden: ReadonlySet<string> = new Set();
  #turn = 0;
  /** Told when drawings made before show what is no longer so. */
  onChange: () => void = () => {};

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** Leaves annotations, as pdf.js calls them, out of the drawings from now on, and no others. */
  hide(ids: readonly string[]): void {
    const wanted = new Set(ids);
    if (wanted.size === this.#hidden.size && ids.every((id) => this.#hidden.has(id))) return;
    for (const id of this.#hidden) if (!wanted.has(id)) this.#storage.remove(id);
    for (const id of wanted) this.#storage.setValue(id, { noView: true });
    this.#hidden = wanted;
    this.#turn++;
    this.onChange();
  }

  /** How pdf.js is to draw annotations: it looks into its storage only where it is told to. */
  get mode(): number {
    return this.#hidden.size === 0 ? MODE.enable : MODE.enableStorage;
  }

  /** The same for drawings with the same annotations. */
  get key(): string {
    return String(this.#turn);
  }
}
