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
