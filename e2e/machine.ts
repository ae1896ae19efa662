import { type App, expect } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { openPaper } from './pages/open-paper.ts';
import { ReaderPage } from './pages/reader-page.ts';
import { SyncPage, type TypedTarget } from './pages/sync-page.ts';

/** One of the user's machines: a paper's reader and the section on machines, in turn in front. */
export class Machine {
  readonly app: App;
  readonly reader: ReaderPage;
  readonly sync: SyncPage;
  /** Of the paper that is read. */
  title = '';

  constructor(app: App) {
    this.app = app;
    this.reader = new ReaderPage(app.page);
    this.sync = new SyncPage(app.page);
  }

  /** Waits until the library stands, and opens the section on machines. */
  async start(): Promise<void> {
    const library = new LibraryPage(this.app.page);
    await library.ready();
    await expect(library.status).toContainText('Listings up to date');
    await this.sync.open();
  }

  /** Sets up a new target, and calls this machine by a name. */
  async begin(target: TypedTarget, passphrase: string | null, name: string): Promise<void> {
    await this.sync.setUp(target, passphrase);
    await this.sync.rename(/this machine/, name);
  }

  /** Brings the machine into step by the button of the section. */
  async syncNow(): Promise<void> {
    await this.sync.open();
    await this.sync.syncNow();
  }

  /** Opens the paper in the second place of the list, from the list. */
  async openPaper(): Promise<void> {
    await this.app.page.getByRole('tab', { name: 'Library' }).click();
    await openPaper(this.app.page);
    await this.nameTitle();
  }

  /** Notes the title of the paper that was opened. */
  async nameTitle(): Promise<void> {
    this.title = ((await this.reader.pages.getAttribute('aria-label')) ?? '').slice(9);
  }

  /** Brings the open paper to the front again. */
  async read(): Promise<ReaderPage> {
    await this.app.page.getByRole('tab', { name: this.title }).click();
    await this.reader.ready();
    return this.reader;
  }

  /** Closes the paper that is in front. */
  async closePaper(): Promise<void> {
    await this.reader.pages.focus();
    await this.app.page.keyboard.press('Control+w');
    await expect(this.reader.pages).toHaveCount(0);
  }

  /** Highlights the line in a place of the screen by a key of its colour. */
  async highlight(place: number, key: string): Promise<void> {
    const lines = await this.reader.bodyLines();
    await this.reader.drag(lines[place]!);
    await this.app.page.getByRole('toolbar', { name: 'Selected text' }).waitFor();
    await this.app.page.keyboard.press(key);
    await this.reader.saved();
  }

  /** Changes the colour of the only mark. */
  async recolour(colour: string): Promise<void> {
    await this.reader.showHighlights();
    await this.reader.highlights.first().getByRole('button').first().click();
    const tools = this.app.page.getByRole('toolbar', { name: 'Highlight', exact: true });
    await tools.getByRole('button', { name: `Change to ${colour}` }).click();
    await expect(this.mark(colour)).toBeVisible();
    await this.reader.saved();
  }

  /** Comments on the mark that is chosen. */
  async comment(words: string): Promise<void> {
    const { keyboard } = this.app.page;
    await this.reader.pages.focus();
    await keyboard.press('m');
    await expect(this.reader.side.getByRole('textbox', { name: 'Comment' })).toBeFocused();
    await keyboard.insertText(words);
    await keyboard.press('Escape');
    await this.reader.saved();
  }

  /** The mark of a colour, in the side list. */
  mark(colour: string) {
    return this.reader.side.getByRole('button', {
      name: new RegExp(`^${colour} highlight, page 1`),
    });
  }

  /** Writes at an end of the paper's note. */
  async write(words: string, at: 'Home' | 'End'): Promise<void> {
    await (await this.reader.note()).click();
    await this.app.page.keyboard.press(`Control+${at}`);
    await this.app.page.keyboard.insertText(words);
    await this.reader.saved();
  }
}
