import { expect, type Locator, type Page } from '@playwright/test';

/** A line of a page as the text layer has it. */
export type TextLine = {
  readonly text: string;
  /** CSS pixels of the window; left and top are the text's, the width is a fallback font's. */
  readonly box: Box;
  readonly next: Box;
};
type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** The reader of the paper whose tab is in front. */
export class ReaderPage {
  readonly page: Page;
  readonly panel: Locator;
  readonly pages: Locator;
  readonly side: Locator;
  readonly highlights: Locator;
  readonly overlay: Locator;
  readonly status: Locator;

  /** `root`: of a tab that is split, the half. */
  constructor(page: Page, root: Page | Locator = page) {
    this.page = page;
    this.panel = page.getByRole('tabpanel').filter({ has: page.getByRole('toolbar') });
    this.pages = root.getByRole('region', { name: /^Pages of/ });
    this.side = page.getByRole('complementary', { name: 'Highlights and note' });
    this.highlights = this.side.getByRole('list', { name: 'Highlights' }).getByRole('listitem');
    this.overlay = page.locator('[data-mark]');
    this.status = page.getByRole('contentinfo');
  }

  /** Waits until the first page stands there and its words can be selected. */
  async ready(): Promise<void> {
    await this.pages.locator('canvas').first().waitFor();
    await this.pages.locator('.offprint-text span').first().waitFor();
  }

  /** Waits until the pages have followed a change of their window's size, which takes them a frame. */
  async laidOut(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }

  /** Lines of body text on the screen that another line of the same column follows. */
  async bodyLines(): Promise<TextLine[]> {
    const found = await this.pages.evaluate((scroller) => {
      const area = scroller.getBoundingClientRect();
      return [...scroller.querySelectorAll<HTMLElement>('.offprint-text span')]
        .filter((span) => !span.style.rotate && (span.textContent ?? '').length > 30)
        .map((span) => ({ text: span.textContent ?? '', rect: span.getBoundingClientRect() }))
        .filter(({ rect }) => rect.top > area.top + 8 && rect.bottom < area.bottom - 8)
        .map(({ text, rect: { x, y, width, height } }) => ({ text, box: { x, y, width, height } }));
    });
    return found.flatMap((line, index) => {
      const next = found[index + 1]?.box;
      const follows = next && Math.abs(next.x - line.box.x) < 2 && next.y > line.box.y;
      return follows ? [{ ...line, next }] : [];
    });
  }

  /** Drags from a line's first character to the one after `last`: over exactly their words. */
  async drag(line: TextLine, last = line): Promise<void> {
    const { box } = line;
    const { next } = last;
    const { mouse } = this.page;
    const from = { x: box.x + 0.5, y: box.y + box.height / 2 };
    const to = { x: next.x - 2, y: next.y + next.height / 2 };
    await mouse.move(from.x, from.y);
    await mouse.down();
    // A frame for each move, or the moves are joined and the drag is lost.
    for (let step = 1; step <= 8; step++) {
      const share = step / 8;
      await mouse.move(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
      await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
    await mouse.up();
  }

  /** Waits until the interface says that all is saved. */
  async saved(): Promise<void> {
    await expect(this.status).toContainText('Saved on this machine');
  }

  /** The words of each highlight in the side list. */
  async quotes(): Promise<string[]> {
    const items = this.highlights.getByRole('button', { name: /highlight, page/ });
    return items.locator('q').allTextContents();
  }

  /** Shows the paper's note and returns its editor. */
  async note(): Promise<Locator> {
    await this.side.getByRole('tab', { name: 'Note' }).click();
    return this.side.getByRole('textbox');
  }

  /** Shows the side list of highlights. */
  async showHighlights(): Promise<void> {
    await this.side.getByRole('tab', { name: /^Highlights/ }).click();
  }
}
