import { type App, expect, test } from './launch/index.ts';
import { Machine } from './machine.ts';
import { couchPlace, folderPlace, type MeetingPlace, webdavPlace } from './meeting-places.ts';
import type { SyncPage } from './pages/sync-page.ts';

const PASSPHRASE = 'seven quiet otters under the bridge';

const places = { folder: folderPlace, 'WebDAV server': webdavPlace, CouchDB: couchPlace };

let place: MeetingPlace;

test.afterEach(() => place.close());

/** Both machines in step, each with the same paper open, its mark and its note on both. */
async function together(app: App, other: App): Promise<readonly [Machine, Machine]> {
  const [desk, laptop] = [new Machine(app), new Machine(other)];
  const deskWorks = async (): Promise<void> => {
    await desk.start();
    await desk.begin(place.target, PASSPHRASE, 'Desk');
    await desk.openPaper();
    await desk.highlight(3, '1');
    await desk.write('Common ground.', 'End');
    await desk.syncNow();
  };
  const laptopReads = async (): Promise<void> => {
    await laptop.start();
    await laptop.openPaper();
    await laptop.sync.open();
  };
  await Promise.all([deskWorks(), laptopReads()]);
  await laptop.sync.join(place.target, PASSPHRASE);
  await laptop.read();
  expect(laptop.title).toBe(desk.title);
  await expect(laptop.mark('Yellow')).toBeVisible();
  await expect(await laptop.reader.note()).toContainText('Common ground.');
  return [desk, laptop];
}

/** Tries to be in step and is told that this cannot be now. */
async function standAlone({ sync }: Machine): Promise<void> {
  await sync.open();
  await sync.button('Sync now').click();
  await expect(sync.settings.group('Target')).toContainText(/cannot be reached|is not there/);
}

/** The run of the log in which the mark and the note were merged. */
function mergeOf(sync: SyncPage) {
  return sync.runs.filter({ hasText: 'changed on both sides and merged' });
}

async function showsBoth(machine: Machine): Promise<void> {
  const { reader } = machine;
  await machine.read();
  await reader.showHighlights();
  await expect(machine.mark('Blue')).toBeVisible();
  await expect(reader.highlights).toHaveCount(1);
  await expect(reader.highlights).toContainText('Written on the laptop');
  const note = await reader.note();
  for (const words of ['Harbour words', 'Common ground', 'Lighthouse words'])
    await expect(note).toContainText(words);
}

for (const [kind, open] of Object.entries(places))
  test(`[SYNC-1] [SYNC-2] [SYNC-3] [SYNC-7] two machines meet again in a ${kind}`, async ({
    app,
    other,
  }) => {
    place = await open();
    const [desk, laptop] = await together(app, other);

    await test.step('the same mark and the same note are edited while they are apart', async () => {
      await place.leave();
      await desk.read();
      await desk.recolour('Green');
      await desk.write(' Lighthouse words.', 'End');
      await laptop.read();
      await laptop.recolour('Blue');
      await laptop.comment('Written on the laptop');
      await laptop.write('Harbour words. ', 'Home');
      await standAlone(laptop);
      await expect(laptop.sync.status).toHaveText(/to send|stopped/);
    });

    await test.step('once they meet, both show the mark and all words', async () => {
      await place.comeBack();
      for (const machine of [desk, laptop, desk]) await machine.syncNow();
      await Promise.all([showsBoth(desk), showsBoth(laptop)]);
      const text = async ({ reader }: Machine) => (await reader.note()).textContent();
      expect(await text(desk)).toBe(await text(laptop));
    });

    await test.step('the log says so on both', async () => {
      for (const { sync, title } of [desk, laptop]) {
        await sync.open();
        await expect(mergeOf(sync).first()).toContainText(`Mark: ${title}`);
        await expect(mergeOf(sync).first()).toContainText(`Note: ${title}`);
        const loss = sync.loss('Green');
        await expect(loss).toContainText('Colour');
        await expect(loss).toContainText(/Now\s*Blue/);
        await expect(loss).toContainText(/Before, from Desk/);
      }
    });

    await test.step('the colour that gave way is put back with one click', async () => {
      await laptop.sync.putBack('Green');
      for (const machine of [laptop, desk]) await machine.syncNow();
      for (const machine of [laptop, desk]) {
        await machine.read();
        await machine.reader.showHighlights();
        await expect(machine.mark('Green')).toBeVisible();
        await expect(machine.reader.highlights).toContainText('Written on the laptop');
      }
    });

    await test.step('one reads on where the other stopped', async () => {
      await laptop.closePaper();
      await desk.reader.pages.focus();
      for (let page = 0; page < 2; page++) await desk.app.page.keyboard.press('n');
      await desk.app.page.keyboard.press('ArrowDown');
      const left = await settled(desk);
      expect(left.page).toBe('3');
      await desk.closePaper();
      for (const machine of [desk, laptop]) await machine.syncNow();
      await laptop.openPaper();
      await expect.poll(() => standing(laptop)).toEqual(left);
    });
  });

/** Where a machine stands once it has come to rest: a key scrolls smoothly. */
async function settled(machine: Machine) {
  let before = await standing(machine);
  await expect(async () => {
    const earlier = before;
    before = await standing(machine);
    expect(before).toEqual(earlier);
  }).toPass({ intervals: [250] });
  return before;
}

/** Page, and pixels of it that are above the window. */
async function standing({ app: { page }, reader }: Machine) {
  const number = await page.getByRole('textbox', { name: 'Page number' }).inputValue();
  const above = await reader.pages.evaluate((scroller, shown) => {
    const sheet = scroller.querySelector(`[data-page="${shown}"]`);
    const top = sheet?.getBoundingClientRect().top ?? Number.NaN;
    return Math.round(scroller.getBoundingClientRect().top - top);
  }, number);
  return { page: number, above };
}
