import { pdfWith } from '../src-shared/pdf/tiny-pdf.ts';

/** A PDF of one page with a title in large type and nothing that says more of it. */
export function makePdf(title: string): Buffer {
  const lines = Array.from(
    { length: 12 },
    (_, line) =>
      `BT /F1 10 Tf 72 ${640 - line * 14} Td (A line of plain words, number ${line}.) Tj ET`,
  );
  const content = [`BT /F1 20 Tf 72 700 Td (${title}) Tj ET`, ...lines].join('\n');
  return Buffer.from(pdfWith({ content }));
}

/** A PDF with a title and a line of words on each of its pages. */
export function makeBook(title: string, pages: readonly string[]): Buffer {
  return makePages(
    pages.map(
      (words, page) => `BT /F1 20 Tf 72 700 Td (${page === 0 ? title : ''}) Tj ET
BT /F1 10 Tf 72 400 Td (${words}) Tj ET`,
    ),
  );
}

/** A section's title and its page, from 0; its heading stands 650 points above the page's foot. */
export type MadeSection = { readonly title: string; readonly page: number };

/** A PDF from its pages' contents; `/F1` is Helvetica, `/F2` its bold. Sections make an outline. */
export function makePages(
  contents: readonly string[],
  sections: readonly MadeSection[] = [],
): Buffer {
  const pageAt = (page: number) => 3 + 2 * page;
  const fonts = pageAt(contents.length);
  const outline = fonts + 2;
  const kids = contents.map((_, page) => `${pageAt(page)} 0 R`).join(' ');
  const last = outline + sections.length;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${sections.length > 0 ? `/Outlines ${outline} 0 R` : ''} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} /MediaBox [0 0 612 792] >>`,
    ...contents.flatMap((content, page) => [
      `<< /Type /Page /Parent 2 0 R /Contents ${pageAt(page) + 1} 0 R
         /Resources << /Font << /F1 ${fonts} 0 R /F2 ${fonts + 1} 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    `<< /Type /Outlines /First ${outline + 1} 0 R /Last ${last} 0 R /Count ${sections.length} >>`,
    ...sections.map(
      ({ title, page }, index) => `<< /Title (${title}) /Parent ${outline} 0 R
         /Dest [${pageAt(page)} 0 R /XYZ 72 660 null]
         ${index > 0 ? `/Prev ${outline + index} 0 R` : ''}
         ${index < sections.length - 1 ? `/Next ${outline + index + 2} 0 R` : ''} >>`,
    ),
  ];
  return Buffer.from(assembled(objects), 'latin1');
}

function assembled(objects: readonly string[]): string {
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const size = objects.length + 1;
  return `${file}xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}trailer
<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}
