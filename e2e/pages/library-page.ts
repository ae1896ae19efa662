import { expect, type Locator, type Page } from '@playwright/test';

/** The library: sections, list, details. */
export class LibraryPage {
  readonly page: Page;
  readonly list: Locator;
  readonly rows: Locator;
  readonly details: Locator;
  readonly status: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('listbox', { name: /^Papers/ });
    this.rows = this.list.getByRole('option');
    this.details = page.getByRole('region', { name: 'Details' });
    this.status = page.getByRole('contentinfo');
  }

  /** Waits until papers are listed. */
  async ready(): Promise<void> {
    await this.list.locator('[data-paper-id]').first().waitFor();
  }

  /** Selects the paper in this place of the list, counted from 0, and returns its id. */
  async select(place: number): Promise<string> {
    await this.rows.nth(place).click();
    // A row is empty until its window is here, and may move with a listing that arrives.
    const selected = this.list.locator('[data-paper-id][aria-selected=true]');
    return (await selected.getAttribute('data-paper-id')) ?? '';
  }

  /** Waits until the details are those of the selected paper: until then the former ones stand there. */
  async detailed(): Promise<void> {
    const title = this.list.locator('[aria-selected=true] [dir=auto]').first();
    const heading = this.details.getByRole('heading').first();
    const isSame = async () => (await heading.textContent()) === (await title.textContent());
    await expect.poll(isSame).toBe(true);
  }

  /** The row of a paper. */
  row(paperId: string): Locator {
    return this.list.locator(`[data-paper-id="${paperId}"]`);
  }

  /** Goes up through the list from its end until a paper's row is there, and selects it. */
  async find(paperId: string): Promise<void> {
    // A listing that arrives meanwhile moves the rows; then the way is gone again.
    await expect(() => this.#goTo(paperId)).toPass({ timeout: 40_000 });
  }

  async #goTo(paperId: string): Promise<void> {
    await this.list.focus();
    await this.page.keyboard.press('End');
    const row = this.row(paperId);
    for (let screen = 0; screen < 40 && (await row.count()) === 0; screen++) {
      await this.page.keyboard.press('PageUp');
      // The rows of a screen come by window.
      await this.list.locator('[data-paper-id][aria-selected=true]').waitFor({ timeout: 2_000 });
    }
    await row.click({ timeout: 2_000 });
    await expect(row).toHaveAttribute('aria-selected', 'true', { timeout: 2_000 });
  }

  /** Shows a section of the sidebar. */
  async show(section: string): Promise<void> {
    const entry = new RegExp(`^${section}`);
    await this.page.getByRole('navigation').getByRole('button', { name: entry }).click();
  }

  /** Opens the selected paper with its main button. */
  async read(): Promise<void> {
    // A button that is drawn anew under the mouse is not pressed.
    await this.detailed();
    await this.details.getByRole('button', { name: /read/i }).first().click();
  }
}
