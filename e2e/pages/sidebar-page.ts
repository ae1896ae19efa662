import { expect, type Locator, type Page } from '@playwright/test';

/** What stands in the sidebar of the user's own: collections, tags, saved searches. */
export class SidebarPage {
  readonly page: Page;
  readonly collections: Locator;
  readonly tags: Locator;
  readonly searches: Locator;

  constructor(page: Page) {
    this.page = page;
    const sidebar = page.getByRole('navigation', { name: 'Sections' });
    this.collections = sidebar.getByRole('treegrid', { name: 'Collections' });
    this.tags = sidebar.getByRole('list', { name: 'Tags' });
    this.searches = sidebar.getByRole('grid', { name: 'Saved searches' });
  }

  /** The row of a collection. */
  collection(name: string): Locator {
    return this.collections.getByRole('row', { name, exact: true });
  }

  /** Makes collections at the top, one after the other, by the button. */
  async make(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.page.getByRole('button', { name: 'New collection' }).click();
      await this.name(name);
      await expect(this.collection(name)).toBeVisible();
    }
  }

  /** Types a name into the open dialog and sends it. */
  async name(name: string): Promise<void> {
    await this.page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(name);
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }

  /** The collections as they are told: each name with its level. */
  async tree(): Promise<string[]> {
    // All at once: a row that goes meanwhile would be waited for.
    return this.collections
      .getByRole('row')
      .evaluateAll((rows) =>
        rows.map(
          (row) =>
            '  '.repeat(Number(row.getAttribute('aria-level')) - 1) +
            row.getAttribute('aria-label'),
        ),
      );
  }

  /** Expects the tree to stand so. */
  async shows(...tree: readonly string[]): Promise<void> {
    await expect.poll(() => this.tree()).toEqual([...tree]);
  }
}
