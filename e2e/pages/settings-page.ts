import { expect, type Locator, type Page } from '@playwright/test';

/** The sections of the settings, by their names. */
export const SECTIONS = [
  'General',
  'Keyboard',
  'Sources',
  'Earlier listings',
  'PDFs and storage',
  'Machines',
  'Backups',
  'Health',
] as const;

type Section = (typeof SECTIONS)[number];

/** The settings: their sections, and what stands in them. */
export class SettingsPage {
  readonly page: Page;
  readonly panel: Locator;
  readonly title: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('tabpanel', { name: 'Settings' });
    this.title = this.panel.getByRole('heading', { level: 1 });
  }

  /** Opens the settings by key. */
  async open(section: Section = 'General'): Promise<void> {
    await this.page.keyboard.press('Control+,');
    await this.show(section);
  }

  /** Shows a section. */
  async show(section: Section): Promise<void> {
    const sections = this.panel.getByRole('navigation', { name: 'Settings' });
    await sections.getByRole('button', { name: section }).click();
    await expect(this.title).toHaveText(section);
  }

  /** A part of the section, by its heading. */
  group(name: string): Locator {
    const heading = this.page.getByRole('heading', { level: 2, name, exact: true });
    return this.panel.locator('section').filter({ has: heading });
  }
}
