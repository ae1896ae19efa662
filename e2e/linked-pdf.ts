import {
  type PDFArray,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFString,
  rgb,
  StandardFonts,
} from '@cantoo/pdf-lib';
import { type App, expect } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReaderPage } from './pages/reader-page.ts';
import { SearchBox } from './pages/search-box.ts';
import { standingBox } from './pages/standing-box.ts';

const options = { timeout: 30_000 };
const LINKED_TITLE = 'On Linked Lanterns';

/**
 * Ten pages; links on the first: to a named place, an explicit one, the web, a script, a figure and
 * a formula, and for each of `cited` one to that entry, `reference 1` to the first.
 */
async function linkedPdf(cited: readonly string[]): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const pages = Array.from({ length: 10 }, () => pdf.addPage([612, 792]));
  const write = (page: number, text: string, y: number, size = 12, x = 72) =>
    pages[page]!.drawText(text, { x, y, size, font });
  write(0, LINKED_TITLE, 720, 20);
  write(0, 'at https://lanterns.example/all.', 690);
  const link = (y: number, text: string, act: Record<string, PDFObject>, x = 72) => {
    write(0, text, y, 12, x);
    const rect = [x, y - 3, x + font.widthOfTextAtSize(text, 12), y + 10];
    const entry = { Type: 'Annot', Subtype: 'Link', Rect: rect, Border: [0, 0, 0], ...act };
    return pdf.context.register(pdf.context.obj(entry));
  };
  const action = (fields: Record<string, string | PDFObject>) => ({ A: pdf.context.obj(fields) });
  const annotations = [
    link(660, 'the named place', { Dest: PDFString.of('far') }),
    link(620, 'the explicit place', {
      Dest: pdf.context.obj([pages[4]!.ref, 'XYZ', 0, 500, null]) as PDFArray,
    }),
    link(580, 'the web', action({ S: 'URI', URI: PDFString.of('https://links.example/there') })),
    link(460, 'the citation', { Dest: PDFString.of('cite.turing') }),
    link(420, 'the figure', { Dest: PDFString.of('figure.3') }),
    link(380, 'the formula', { Dest: PDFString.of('equation.1') }),
    link(540, 'the script', action({ S: 'JavaScript', JS: PDFString.of('app.alert(1)') })),
    link(500, 'the file', action({ S: 'URI', URI: PDFString.of('file:///etc/hosts') })),
    ...cited.map((_, at) =>
      link(660 - 40 * at, `reference ${at + 1}`, { Dest: PDFString.of(`cite.${at}`) }, 340),
    ),
    link(500, 'the mail', action({ S: 'URI', URI: PDFString.of('mailto:ada@example.org') }), 340),
    link(460, 'the next page', action({ S: 'Named', N: PDFName.of('NextPage') }), 340),
    link(420, 'the printer', action({ S: 'Named', N: PDFName.of('Print') }), 340),
    link(380, 'the telephone', action({ S: 'URI', URI: PDFString.of('tel:+4930') }), 340),
  ];
  pages[0]!.node.set(PDFName.of('Annots'), pdf.context.obj(annotations));
  const far = pdf.context.obj([pages[8]!.ref, 'FitH', 400]);
  const cite = pdf.context.obj([pages[9]!.ref, 'XYZ', 72, 612, null]);
  const figure = pdf.context.obj([pages[6]!.ref, 'XYZ', 72, 420, null]);
  const formula = pdf.context.obj([pages[5]!.ref, 'XYZ', 72, 520, null]);
  const places = { far, 'cite.turing': cite, 'figure.3': figure, 'equation.1': formula };
  const entries = cited.map((text, at) => {
    write(9, `[${at + 4}] ${text}`, 500 - 20 * at, 9);
    const dest = pdf.context.obj([pages[9]!.ref, 'XYZ', 72, 509 - 20 * at, null]);
    return [`cite.${at}`, dest] as const;
  });
  pdf.catalog.set(
    PDFName.of('Dests'),
    pdf.context.obj({ ...places, ...Object.fromEntries(entries) }),
  );
  const lantern = { x: 150, y: 440, width: 300, height: 180, color: rgb(0.8, 0.2, 0.1) };
  pages[6]!.drawRectangle(lantern);
  write(6, 'Figure 3: A lantern that is linked to another.', 410);
  write(5, 'light = lanterns + links', 500);
  pages[5]!.drawText('(1)', { x: 500, y: 500, size: 12, font });
  write(9, '[1] A. Lovelace. Notes on the engine, 1843.', 620);
  write(9, '[2] A. Turing. On computable numbers,', 600);
  write(9, 'with an application. Proceedings, 1936.', 585);
  write(9, '[3] E. Noether. Invariants, 1918.', 565);
  for (let page = 1; page < 10; page++) write(page, `Words of page ${page + 1}.`, 700);
  return Buffer.from(await pdf.save());
}

/** Brings the PDF of links into the library and opens it. */
export async function openLinked(app: App, cited: readonly string[] = []): Promise<ReaderPage> {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  const file = { name: 'own.pdf', mimeType: 'application/pdf', buffer: await linkedPdf(cited) };
  await page.locator('input[type=file]').setInputFiles([file]);
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('1 paper', options);
  await page.keyboard.press('Escape');
  const box = new SearchBox(page);
  await expect(async () => {
    await box.type(`"${LINKED_TITLE}"`);
    await expect(box.rows.first()).toContainText(LINKED_TITLE, { timeout: 2_000 });
  }).toPass(options);
  await page.keyboard.press('Enter');
  const reader = new ReaderPage(page);
  await reader.ready();
  await expect(page.getByRole('link', { name: 'the named place' })).toHaveCount(1);
  return reader;
}

/** Clicks a link where it lies on the page. */
export async function clickLink(app: App, name: string): Promise<void> {
  await hover(app, name);
  await app.page.mouse.down();
  await app.page.mouse.up();
}

/** Lets the mouse rest on a link. */
export async function hover(app: App, name: string): Promise<void> {
  const box = await standingBox(app.page.getByRole('link', { name }));
  await app.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
}
