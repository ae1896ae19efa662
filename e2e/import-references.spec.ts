import { expect, test } from './launch/index.ts';
import { makePdf } from './made-files.ts';
import { LibraryPage } from './pages/library-page.ts';

const BIB = `@misc{vaswani, title = {Attention Is All You Need}, author = {Vaswani, Ashish},
  eprint = {1706.03762}, archivePrefix = {arXiv}, year = {2017}, keywords = {transformers},
  groups = {Thesis}, file = {Full Text:x.pdf:application/pdf}}
@article{lecun, title = {Deep learning}, author = {LeCun, Yann}, journal = {Nature}, year = 2015,
  doi = {10.1038/nature14539}, file = {:files/13/none.pdf:PDF}}
@article{broken, title = {
`;

test('[XFER-2] a library of BibTeX comes with its PDFs; again nothing is new', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const files = [
    { name: 'x.pdf', mimeType: 'application/pdf', buffer: makePdf('Something Else Altogether') },
    { name: 'library.bib', mimeType: 'text/plain', buffer: Buffer.from(BIB) },
  ];
  const input = page.locator('input[type=file]');
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await input.setInputFiles(files);
  await expect(dialog.getByRole('status')).toContainText('2 files, 3 papers, 2 new', {
    timeout: 30_000,
  });
  const first = dialog.getByRole('listitem').first();
  await expect(first).toContainText('BibTeX: 2 papers, 2 new');
  await expect(dialog).toContainText('line 4: the PDF that it names was not there');
  await expect(dialog).toContainText('line 6: ');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await input.setInputFiles(files);
  await expect(dialog.getByRole('status')).toContainText('2 files, 3 papers, 0 new', {
    timeout: 30_000,
  });
  await page.keyboard.press('Escape');

  await library.show('Added');
  await expect(library.rows).toHaveCount(2);
  await library.row('arxiv:1706.03762').click();
  await expect(library.details).toContainText('Read offline');
  await expect(library.details).toContainText('transformers');
  await expect(page.getByRole('navigation')).toContainText('Thesis');
});
