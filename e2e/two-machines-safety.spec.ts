import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import { type App, expect, test } from './launch/index.ts';
import { wordsIn } from './leaks.ts';
import { Machine } from './machine.ts';
import { folderPlace, type MeetingPlace } from './meeting-places.ts';
import { addPdf, openAdded } from './pages/added-pdf.ts';
import type { ReaderPage } from './pages/reader-page.ts';

const PASSPHRASE = 'seven quiet otters under the bridge';

let place: MeetingPlace & { readonly path: string };

test.beforeEach(async () => {
  const made = await folderPlace();
  const { target } = made;
  if (target.kind !== 'Folder') throw new Error('no folder');
  place = { ...made, path: target.path };
});

test.afterEach(() => place.close());

/** Two machines in step by a folder, the first of them named; nothing is encrypted without a passphrase. */
async function inStep(app: App, other: App, passphrase: string | null) {
  const [desk, laptop] = [new Machine(app), new Machine(other)];
  await Promise.all([desk.start(), laptop.start()]);
  await desk.begin(place.target, passphrase, 'Desk of Ottoline');
  await laptop.sync.join(place.target, passphrase);
  return [desk, laptop] as const;
}

test('[SYNC-4] an emptied folder stops both machines, takes nothing away, and is filled again', async ({
  app,
  other,
}) => {
  const [desk, laptop] = await inStep(app, other, PASSPHRASE);
  await desk.openPaper();
  await desk.highlight(2, '1');
  for (const machine of [desk, laptop]) await machine.syncNow();
  for (const name of await readdir(place.path))
    await rm(join(place.path, name), { recursive: true, force: true });
  for (const { sync } of [desk, laptop]) {
    await sync.button('Sync now').click();
    await expect(sync.trouble).toContainText('The target was emptied');
    await expect(sync.trouble).toContainText('bring it back first');
    await expect(sync.status).toHaveText(/Sync stopped/);
  }
  await laptop.openPaper();
  await expect(laptop.mark('Yellow')).toBeVisible();
  expect(await readdir(place.path)).toEqual([]);

  await desk.sync.trouble.getByRole('button', { name: 'Fill it again from this machine' }).click();
  await desk.sync.inStep();
  await laptop.sync.open();
  await laptop.sync.trouble.getByRole('button', { name: 'Try again' }).click();
  await laptop.sync.inStep();
  await desk.read();
  await desk.highlight(6, '2');
  for (const machine of [desk, laptop]) await machine.syncNow();
  await laptop.read();
  await expect(laptop.reader.highlights).toHaveCount(2);
});

const MARKS = 30;

/** The tab of the side list, where it says that there are so many marks. */
const count = ({ side }: ReaderPage, marks: number) =>
  side.getByRole('tab', { name: marks === 0 ? 'Highlights' : `Highlights ${marks}`, exact: true });

/** A page of lines that somebody has marked all. */
async function markedPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const page = pdf.addPage([612, 792]);
  const marks = Array.from({ length: MARKS }, (_, line) => {
    const bottom = 730 - 20 * line;
    page.drawText(`A line of plain words, number ${line}.`, { x: 72, y: bottom, size: 11, font });
    const [left, low, right, top] = [72, bottom - 2, 230, bottom + 10];
    return pdf.context.register(
      pdf.context.obj({
        ...{ Type: 'Annot', Subtype: 'Highlight', C: [1, 0.9, 0.3], F: 4 },
        Rect: [left, low, right, top],
        QuadPoints: [left, top, right, top, left, low, right, low],
      }),
    );
  });
  page.node.set(PDFName.of('Annots'), pdf.context.obj(marks));
  return pdf.save();
}

/** Deletes every mark of the paper while nothing is sent, then sends it. */
async function deleteAll({ app: { page }, reader, sync }: Machine): Promise<void> {
  await reader.showHighlights();
  await reader.highlights.first().getByRole('button').first().focus();
  for (let mark = 0; mark < MARKS; mark++) await page.keyboard.press('Delete');
  await expect(count(reader, 0)).toBeVisible();
  await reader.saved();
  await sync.open();
  await sync.button('Resume').click();
  await sync.syncNow();
}

test('[SYNC-4] thirty marks that one machine deletes are asked about on the other, and either answer holds', async ({
  app,
  other,
}) => {
  const [desk, laptop] = await inStep(app, other, null);
  const pdf = await markedPdf();
  for (const machine of [desk, laptop]) {
    await machine.app.page.getByRole('tab', { name: 'Library' }).click();
    await openAdded(machine.app.page, await addPdf(machine.app, pdf));
    await machine.nameTitle();
  }
  await desk.reader.side.getByRole('button', { name: 'Take over' }).click();
  await expect(count(desk.reader, MARKS)).toBeVisible();
  for (const machine of [desk, laptop]) await machine.syncNow();
  await laptop.read();
  await expect(count(laptop.reader, MARKS)).toBeVisible();

  for (const [answer, left] of [
    ['Keep them all', MARKS],
    ['Delete them here too', 0],
  ] as const) {
    await desk.sync.open();
    await desk.sync.pause();
    await desk.read();
    await deleteAll(desk);
    await laptop.sync.open();
    await laptop.sync.button('Sync now').click();
    await expect(laptop.sync.trouble).toContainText(`deleted ${MARKS} documents of your library`);
    await laptop.read();
    await expect(count(laptop.reader, MARKS)).toBeVisible();
    await laptop.sync.open();
    await laptop.sync.trouble.getByRole('button', { name: answer }).click();
    await laptop.sync.inStep();
    await expect(laptop.sync.trouble).toHaveCount(0);
    for (const machine of [laptop, desk]) await machine.syncNow();
    for (const machine of [laptop, desk]) {
      await machine.read();
      await expect(count(machine.reader, left)).toBeVisible();
    }
  }
});

test('[SYNC-5] in the bytes of a folder there is no word of what two machines exchanged', async ({
  app,
  other,
}) => {
  const [desk, laptop] = await inStep(app, other, PASSPHRASE);
  await desk.openPaper();
  await desk.highlight(3, '1');
  await desk.write('Salamander words of a note.', 'End');
  const [quote] = await (async () => {
    await desk.reader.showHighlights();
    return desk.reader.quotes();
  })();
  for (const machine of [desk, laptop]) await machine.syncNow();
  await laptop.openPaper();
  await laptop.recolour('Blue');
  await laptop.comment('Pomegranate comment');
  await laptop.write('Juniper words. ', 'Home');
  for (const machine of [laptop, desk]) await machine.syncNow();
  await expect(desk.sync.runs.first()).toBeVisible();
  // A file that is put in its place while the folder is read would be gone under its former name.
  for (const { sync } of [desk, laptop]) await sync.pause();

  const { title } = desk;
  const words = ['Ottoline', title, ...title.split(' ').filter((word) => word.length > 6)];
  words.push('Salamander', 'Juniper', 'Pomegranate', quote!, ...quote!.split(' ').slice(1, 3));
  words.push('annotations', 'fields');
  expect((await readdir(place.path)).length).toBeGreaterThan(0);
  expect(await wordsIn(place.path, [...words, PASSPHRASE])).toEqual([]);

  // The same search finds all of it where nothing is sealed.
  await desk.sync.disconnect();
  const open = join(place.path, '..', 'open');
  await mkdir(open);
  await desk.sync.setUp({ kind: 'Folder', path: open }, null);
  expect(await wordsIn(open, words)).toEqual(words);
});

/** The laptop has the desk's paper open, with a mark and a note on it. */
async function reading(app: App, other: App) {
  const [desk, laptop] = await inStep(app, other, null);
  await desk.openPaper();
  await desk.highlight(3, '1');
  await desk.write('Alpha. Omega.', 'End');
  for (const machine of [desk, laptop]) await machine.syncNow();
  await laptop.openPaper();
  return [desk, laptop] as const;
}

test('[NOTE-1] what is typed in a note stays whole, and the caret in it, while words of another machine arrive', async ({
  app,
  other,
}) => {
  const [desk, laptop] = await reading(app, other);
  const { keyboard } = laptop.app.page;
  const note = await laptop.reader.note();
  await expect(note).toContainText('Alpha. Omega.');
  await note.click();
  await keyboard.press('Control+Home');
  for (let step = 0; step < 6; step++) await keyboard.press('ArrowRight');
  const typing = typeUntil(laptop, async () =>
    /First.*Last/.test((await note.textContent()) ?? ''),
  );
  await desk.read();
  await desk.write('First words. ', 'Home');
  await desk.write(' Last words.', 'End');
  await desk.syncNow();
  const whole = `First words. Alpha.${await typing} Omega. Last words.`;
  await expect(note).toHaveText(whole);
  await expect(note).toBeFocused();
  await laptop.reader.saved();
  for (const machine of [laptop, desk]) await machine.syncNow();
  await desk.read();
  await expect(await desk.reader.note()).toHaveText(whole);
});

test('[MARK-1] what is typed in a comment stays, and gets what another machine wrote in it', async ({
  app,
  other,
}) => {
  const [desk, laptop] = await reading(app, other);
  const { keyboard } = laptop.app.page;
  // Paused, it does not know yet what is typed on the other, and its own words are the later ones.
  await desk.sync.open();
  await desk.sync.pause();
  await laptop.reader.showHighlights();
  await laptop.reader.highlights.first().getByRole('button').first().click();
  await laptop.reader.pages.focus();
  await keyboard.press('m');
  const box = laptop.reader.side.getByRole('textbox', { name: 'Comment' });
  await expect(box).toBeFocused();
  await keyboard.type('Typed here');
  for (let step = 0; step < 5; step++) await keyboard.press('ArrowLeft');
  await desk.read();
  await desk.recolour('Blue');
  await desk.comment('Said at the desk');
  await desk.sync.open();
  await desk.sync.button('Resume').click();
  await desk.sync.syncNow();
  await expect(box).toHaveValue('Typed here\nSaid at the desk', { timeout: 30_000 });
  await keyboard.type(' right');
  const whole = 'Typed right here\nSaid at the desk';
  await expect(box).toHaveValue(whole);
  await expect(laptop.mark('Blue')).toBeVisible();
  await expect(box).toBeFocused();
  await keyboard.press('Escape');
  await laptop.reader.saved();
  for (const machine of [laptop, desk]) await machine.syncNow();
  await desk.read();
  await desk.reader.showHighlights();
  await expect(desk.reader.highlights).toContainText(whole);
});

/** Types words where the caret is until something is seen, and some more; all that was typed. */
async function typeUntil(
  { app: { page } }: Machine,
  isSeen: () => Promise<boolean>,
): Promise<string> {
  let typed = '';
  for (let word = 0, more = 3; more > 0; word++) {
    const next = ` w${word}`;
    await page.keyboard.type(next, { delay: 40 });
    typed += next;
    if (word > 400) throw new Error('It never came.');
    if (await isSeen()) more--;
  }
  return typed;
}
