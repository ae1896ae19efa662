import type { Locator, Page } from '@playwright/test';

/** The box that searches the library, and what it says of the results. */
export class SearchBox {
  readonly page: Page;
  readonly input: Locator;
  readonly results: Locator;
  readonly rows: Locator;
  /** The header of the list of results. */
  readonly notes: Locator;

  constructor(page: Page) {
    this.page = page;
    this.input = page.getByRole('combobox', { name: 'Search the library' });
    this.results = page.getByRole('listbox', { name: 'Papers: Search results' });
    this.rows = this.results.getByRole('option');
    this.notes = page.getByRole('region', { name: 'Search results' }).getByRole('status').first();
  }

  /** Types a query as a user does, by key, in place of what stands in the box. */
  async type(query: string): Promise<void> {
    await this.page.keyboard.press('/');
    await this.input.selectText();
    await this.page.keyboard.type(query);
  }

  /** A chip of the results. */
  chip(name: string | RegExp): Locator {
    return this.page.getByRole('region', { name: 'Search results' }).getByRole('button', { name });
  }
}
