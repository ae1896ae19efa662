import { expect, type Locator, type Page } from '@playwright/test';
import { SettingsPage } from './settings-page.ts';

/** A target as it is typed in. */
export type TypedTarget =
  | { readonly kind: 'Folder'; readonly path: string }
  | {
      readonly kind: 'WebDAV' | 'CouchDB';
      readonly url: string;
      readonly database?: string;
      readonly user?: string;
      readonly password?: string;
    };

/** How long a run of a few documents takes at most on a loaded machine. */
const RUN_MS = 60_000;

/** The settings' section on the user's machines. */
export class SyncPage {
  readonly page: Page;
  readonly settings: SettingsPage;
  /** The log's runs, the newest first. */
  readonly runs: Locator;
  /** Why machines are not in step, with what can be done. */
  readonly trouble: Locator;

  constructor(page: Page) {
    this.page = page;
    this.settings = new SettingsPage(page);
    this.runs = this.settings.group('What came and went').locator('ol > li');
    this.trouble = page.getByRole('region', { name: 'Your machines are not in step' });
  }

  /** Opens the section, by key. */
  async open(): Promise<void> {
    await this.settings.open('Machines');
    await expect(this.settings.panel.getByText('Loading…')).toHaveCount(0);
  }

  /** The entry of the status bar; only where a target is set up. */
  get status(): Locator {
    return this.page.getByRole('contentinfo').getByRole('button', { name: /^Your machines/ });
  }

  button(name: string | RegExp): Locator {
    return this.settings.panel.getByRole('button', { name, exact: typeof name === 'string' });
  }

  field(name: string): Locator {
    return this.settings.panel.getByLabel(name, { exact: true });
  }

  /** The field for a folder's path. */
  get path(): Locator {
    return this.settings.panel.getByRole('textbox', { name: 'Folder' });
  }

  /** Types where a target is. */
  async typeTarget(target: TypedTarget): Promise<void> {
    await this.page.getByRole('radio', { name: target.kind, exact: true }).check();
    if (target.kind === 'Folder') return this.path.fill(target.path);
    await this.field('Address').fill(target.url);
    if (target.database !== undefined) await this.field('Database').fill(target.database);
    await this.field('User name').fill(target.user ?? '');
    await this.field('Password').fill(target.password ?? '');
  }

  /** Tests the target that is typed in; `words` of what is said to be found. */
  async test(words: string | RegExp): Promise<void> {
    await this.button('Test').click();
    await expect(this.settings.panel.getByText(words)).toBeVisible({ timeout: RUN_MS });
  }

  /** Has secrets kept until the program ends, where the system has no key store. */
  async keepForSession(): Promise<void> {
    const session = this.page.getByRole('radio', { name: 'Only until the program ends' });
    if ((await session.count()) > 0) await session.check();
  }

  /** Sets a target up as the first machine of it; null: not encrypted. */
  async setUp(target: TypedTarget, passphrase: string | null): Promise<void> {
    await this.typeTarget(target);
    await this.test('This works. Nothing is there yet: this is your first machine.');
    const encrypt = this.page.getByRole('checkbox', { name: 'Encrypt what is stored there' });
    await encrypt.setChecked(passphrase !== null);
    if (passphrase !== null) await this.field('New passphrase').fill(passphrase);
    await this.#connect();
  }

  /** Sets up a target that another machine uses already; null: not encrypted. */
  async join(target: TypedTarget, passphrase: string | null): Promise<void> {
    await this.typeTarget(target);
    await this.test(/Your machines meet here already/);
    if (passphrase !== null) await this.field('Passphrase of this target').fill(passphrase);
    await this.#connect();
  }

  async #connect(): Promise<void> {
    await this.keepForSession();
    await this.button('Connect').click();
    await expect(this.settings.group('Target')).toBeVisible({ timeout: RUN_MS });
    await this.inStep();
  }

  /** Waits until this machine is in step and has nothing to send. */
  async inStep(): Promise<void> {
    const line = this.settings.group('Target').getByText(/^In step, /);
    await expect(line).toBeVisible({ timeout: RUN_MS });
  }

  /** Brings this machine into step now, and waits until that is done. */
  async syncNow(): Promise<void> {
    await this.run();
    await this.inStep();
  }

  /** Exchanges what is to be exchanged now, and waits until it is told what came of that. */
  async run(): Promise<void> {
    await this.button('Sync now').click();
    const told = /^(All was in step already\.|.* came, .* went\.)$/;
    await expect(this.settings.group('Target').getByText(told)).toBeVisible({ timeout: RUN_MS });
  }

  /** Exchanges nothing more by itself. */
  async pause(): Promise<void> {
    await this.button('Pause').click();
    await expect(this.status).toHaveText(/paused/);
  }

  /** The row of a machine. */
  machine(name: string | RegExp): Locator {
    return this.settings.group('Machines').getByRole('row', { name });
  }

  /** Renames a machine in its place. */
  async rename(from: string | RegExp, to: string): Promise<void> {
    await this.machine(from)
      .getByRole('button', { name: /^Rename/ })
      .click();
    const field = this.settings.group('Machines').getByRole('textbox', { name: /^New name of/ });
    await field.fill(to);
    await field.press('Enter');
    // Until it is stored, its row is named by what stands in the field.
    await expect(field).toHaveCount(0);
    await expect(this.machine(to)).toBeVisible();
  }

  /** The log's value that gave way, by words of its field, title or values. */
  loss(words: string | RegExp): Locator {
    return this.runs
      .locator('ul > li')
      .filter({ hasText: words })
      .filter({
        has: this.page.getByRole('button', { name: /^Put back/ }),
      });
  }

  /** Puts a value back that gave way. */
  async putBack(words: string | RegExp): Promise<void> {
    const loss = this.loss(words).first();
    await loss.getByRole('button', { name: /^Put back/ }).click();
    await expect(loss.getByRole('button').filter({ hasText: '✓' })).toBeVisible();
  }

  /** Leaves the target. */
  async disconnect(): Promise<void> {
    await this.button('Disconnect…').click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await expect(this.settings.group('Keep your machines in step')).toBeVisible();
  }
}
