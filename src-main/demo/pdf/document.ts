import { type Canvas, fontKeys, type Link } from './canvas.ts';
import { type Layout, type Place, pageHeight, pageWidth } from './layout.ts';
import type { FontName } from './metrics.ts';
import { literal, makePdfWriter, num, type PdfWriter, textString } from './writer.ts';

/** What a reader shows about the file. */
export type Info = { title: string; author: string; subject: string; created: string };

/** Writes a set paper as a PDF file. */
export function writeDocument(layout: Layout, info: Info, withOutline: boolean): Buffer {
  const writer = makePdfWriter();
  const resources = writeFonts(writer);
  const tree = writer.reserve();
  const pages = layout.pages.map(() => writer.reserve());
  layout.pages.forEach((canvas, i) => {
    writePage(writer, canvas, pages[i]!, tree, resources);
  });
  const kids = pages.map((page) => `${page} 0 R`).join(' ');
  writer.object(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`, tree);
  const names = writeNames(writer, layout.places, pages);
  const outline = withOutline ? writeOutline(writer, layout) : null;
  const shown = outline === null ? '' : `/Outlines ${outline} 0 R /PageMode /UseOutlines`;
  const root = writer.object(
    `<< /Type /Catalog /Pages ${tree} 0 R /Names << /Dests ${names} 0 R >> ${shown} >>`,
  );
  return writer.end(root, writeInfo(writer, info));
}

function writeFonts(writer: PdfWriter): string {
  const entries = Object.entries(fontKeys).map(([font, key]) => {
    const encoding = (font as FontName) === 'Symbol' ? '' : '/Encoding /WinAnsiEncoding';
    return `/${key} ${writer.object(`<< /Type /Font /Subtype /Type1 /BaseFont /${font} ${encoding} >>`)} 0 R`;
  });
  return `/Font << ${entries.join(' ')} >>`;
}

function writePage(
  writer: PdfWriter,
  canvas: Canvas,
  number: number,
  tree: number,
  fonts: string,
): void {
  const pictures = canvas.pictures.map((picture, i) => {
    const entries = `/Type /XObject /Subtype /Image /Width ${picture.width} /Height ${picture.height} /ColorSpace /DeviceRGB /BitsPerComponent 8`;
    return `/P${i + 1} ${writer.stream(picture.pixels, entries)} 0 R`;
  });
  const content = writer.stream(canvas.content());
  const links = canvas.links.map((link) => `${writer.object(linkObject(link))} 0 R`);
  const objects = pictures.length > 0 ? `/XObject << ${pictures.join(' ')} >>` : '';
  const annotations = links.length > 0 ? `/Annots [${links.join(' ')}]` : '';
  writer.object(
    `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${pageWidth} ${pageHeight}] /Resources << ${fonts} ${objects} >> /Contents ${content} 0 R ${annotations} >>`,
    number,
  );
}

function linkObject(link: Link): string {
  const rect = link.rect.map(num).join(' ');
  const action = link.target.startsWith('#')
    ? `<< /S /GoTo /D ${literal(link.target.slice(1))} >>`
    : `<< /S /URI /URI ${literal(link.target)} >>`;
  return `<< /Type /Annot /Subtype /Link /Rect [${rect}] /Border [0 0 0] /A ${action} >>`;
}

/** Named destinations, in the byte order that a name tree must have. */
function writeNames(
  writer: PdfWriter,
  places: ReadonlyMap<string, Place>,
  pages: readonly number[],
): number {
  const sorted = [...places].sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = sorted.map(
    ([name, place]) =>
      `${literal(name)} [${pages[place.page]} 0 R /XYZ ${num(place.x)} ${num(place.y)} null]`,
  );
  return writer.object(`<< /Names [${entries.join(' ')}] >>`);
}

/** A tree of two levels: sections, and their subsections below them, closed. */
function writeOutline(writer: PdfWriter, layout: Layout): number {
  const root = writer.reserve();
  const groups: {
    number: number;
    entry: Layout['outline'][number];
    below: Layout['outline'][number][];
  }[] = [];
  for (const entry of layout.outline) {
    if (entry.level === 1) groups.push({ number: writer.reserve(), entry, below: [] });
    else groups.at(-1)!.below.push(entry);
  }
  groups.forEach((group, i) => {
    const kids = group.below.map(() => writer.reserve());
    const family =
      kids.length > 0
        ? `/First ${kids[0]} 0 R /Last ${kids.at(-1)} 0 R /Count -${kids.length}`
        : '';
    writer.object(
      outlineItem(group.entry, root, groups[i - 1]?.number, groups[i + 1]?.number, family),
      group.number,
    );
    group.below.forEach((entry, k) => {
      writer.object(outlineItem(entry, group.number, kids[k - 1], kids[k + 1], ''), kids[k]!);
    });
  });
  const ends = `/First ${groups[0]!.number} 0 R /Last ${groups.at(-1)!.number} 0 R /Count ${groups.length}`;
  return writer.object(`<< /Type /Outlines ${ends} >>`, root);
}

function outlineItem(
  entry: Layout['outline'][number],
  parent: number,
  before: number | undefined,
  after: number | undefined,
  family: string,
): string {
  const prev = before === undefined ? '' : `/Prev ${before} 0 R`;
  const next = after === undefined ? '' : `/Next ${after} 0 R`;
  return `<< /Title ${textString(entry.title)} /Parent ${parent} 0 R ${prev} ${next} /Dest ${literal(entry.place)} ${family} >>`;
}

function writeInfo(writer: PdfWriter, info: Info): number {
  const date = `(D:${info.created.replaceAll('-', '')}180000Z)`;
  return writer.object(
    `<< /Title ${textString(info.title)} /Author ${textString(info.author)} /Subject ${textString(info.subject)} /Creator (Offprint demo) /CreationDate ${date} /ModDate ${date} >>`,
  );
}
