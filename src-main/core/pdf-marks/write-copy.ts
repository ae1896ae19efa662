import { type PDFDocument, PDFName, type PDFObject, type PDFRef } from '@cantoo/pdf-lib';
import type { Quad } from '../../../src-shared/pdf/index.ts';
import {
  annotationObject,
  annotationsOf,
  type ListedAnnotation,
  pdfjsIdOf,
} from './annotation-objects.ts';
import { appearanceOf } from './appearance.ts';
import { hasPlainTable, isSigned, openObjects } from './open-objects.ts';
import type { CopyOrder, MarkToWrite, PdfMarksReason, WrittenMark } from './types.ts';

/** The copy's bytes, and what it should then show. */
export type Copy =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      readonly pages: number;
      /** How many marks have their place in it. */
      readonly marks: number;
      readonly written: readonly WrittenMark[];
    }
  | { readonly ok: false; readonly reason: PdfMarksReason; readonly detail: string };

/**
 * A PDF with marks as annotations of its own. All that was in the file stays as it was, to the byte;
 * what is new stands behind it. Marks on pages that the file does not have are left out whole.
 */
export async function writeCopy(
  original: Uint8Array,
  { marks, replaced }: Pick<CopyOrder, 'marks' | 'replaced'>,
): Promise<Copy> {
  const opened = await openObjects(original);
  if (!opened.ok) return opened;
  const { document } = opened;
  if (isSigned(document)) return { ok: false, reason: 'signed', detail: '' };
  const written: WrittenMark[] = [];
  const kept = keptByPage(document, new Set(replaced));
  const count = document.getPageCount();
  const fitting = marks.filter(({ anchor }) => anchor.pages.every(({ page }) => page < count));
  const added = addedByPage(document, fitting, written);
  for (const [index, { node, ref }] of document.getPages().entries()) {
    const [stays, comes] = [kept.get(index), added.get(index) ?? []];
    if (!stays && comes.length === 0) continue;
    const known = stays ?? node.Annots()?.asArray() ?? [];
    node.set(PDFName.of('Annots'), document.context.obj([...known, ...comes]));
    document.context.snapshot?.markRefForSave(ref);
  }
  const bytes = await document.save({ useObjectStreams: !hasPlainTable(original) });
  return { ok: true, bytes, pages: count, marks: fitting.length, written };
}

/** The annotations that stay, of the pages on which some do not. */
function keptByPage(
  document: PDFDocument,
  replaced: ReadonlySet<string>,
): ReadonlyMap<number, readonly PDFObject[]> {
  const all = [...annotationsOf(document)];
  const leaving = all.filter(({ name }) => replaced.has(name));
  const gone = new Set(leaving);
  for (const one of all) if (leaving.some((parent) => belongsTo(one, parent))) gone.add(one);
  const pages = new Set([...gone].map(({ page }) => page));
  return new Map(
    [...pages].map((page) => [
      page,
      all.flatMap((one) => (one.page === page && !gone.has(one) ? [one.object] : [])),
    ]),
  );
}

/** Whether an annotation is the window of another's comment. */
function belongsTo({ annotation }: ListedAnnotation, parent: ListedAnnotation): boolean {
  const isPopup = annotation.get(PDFName.of('Subtype')) === PDFName.of('Popup');
  return isPopup && annotation.get(PDFName.of('Parent')) === parent.object;
}

function addedByPage(
  document: PDFDocument,
  marks: readonly MarkToWrite[],
  written: WrittenMark[],
): ReadonlyMap<number, readonly PDFRef[]> {
  const pages = document.getPages();
  const added = new Map<number, PDFRef[]>();
  for (const mark of marks) {
    for (const [index, quads] of quadsByPage(mark)) {
      const page = pages[index];
      if (!page) continue;
      const look = appearanceOf(mark, quads);
      const ref = annotationObject(document.context, page.ref, mark, { look, quads });
      added.set(index, [...(added.get(index) ?? []), ref]);
      written.push({
        ...{ reference: pdfjsIdOf(ref) ?? '', page: index, rect: look.rect },
        ...{ subtype: look.subtype, quads: mark.anchor.shape ? [] : quads },
      });
    }
  }
  return added;
}

/** A mark's quads by page; one annotation a page, though the anchor may have several parts there. */
function quadsByPage({ anchor }: MarkToWrite): ReadonlyMap<number, readonly Quad[]> {
  const pages = new Map<number, Quad[]>();
  for (const { page, quads } of anchor.pages)
    pages.set(page, [...(pages.get(page) ?? []), ...quads]);
  return pages;
}
