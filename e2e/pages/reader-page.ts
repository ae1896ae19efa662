import { expect, type Locator, type Page } from '@playwright/test';

/** A line of a page as the text layer has it. */
export type TextLine = { readonly text: string; readonly box: Box };
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

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('tabpanel').filter({ has: page.getByRole('toolbar') });
    this.pages = page.getByRole('region', { name: /^Pages of/ });
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

  /** Lines of body text on the screen: long, upright, within the window. */
  async bodyLines(): Promise<TextLine[]> {
    return this.pages.evaluate((scroller) => {
      const area = scroller.getBoundingClientRect();
      const spans = [...scroller.querySelectorAll<HTMLElement>('.offprint-text span')];
      return spans
        .filter((span) => !span.style.rotate && (span.textContent ?? '').length > 30)
        .map((span) => ({ text: span.textContent ?? '', rect: span.getBoundingClientRect() }))
        .filter(({ rect }) => rect.top > area.top + 8 && rect.bottom < area.bottom - 8)
        .map(({ text, rect }) => ({
          text,
          box: { x: rect.x, y: rect.y, width: rect.width, height: rect.height },
        }));
    });
  }

  /** Drags over a line from before its first character to behind its last. */
  async drag({ box }: TextLine): Promise<void> {
    const { mouse } = this.page;
    const y = box.y + box.height / 2;
    await mouse.move(box.x + 1, y);
    await mouse.down();
    // A frame for each move, or the moves are joined and the drag is lost.
    for (let step = 1; step <= 8; step++) {
      await mouse.move(box.x + 1 + (box.width * step) / 8, y);
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
    const labels = await this.highlights
      .getByRole('button', { name: /highlight, page/ })
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
    return labels.map((label) => label.replace(/^.*? highlight, page \d+: /, ''));
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
