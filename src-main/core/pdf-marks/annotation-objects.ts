import {
  PDFArray,
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import type { Quad } from '../../../src-shared/pdf/index.ts';
import type { Appearance } from './appearance.ts';
import type { MarkToWrite } from './types.ts';

/** The flag that lets an annotation be printed. */
const PRINT = 4;
const AUTHOR = 'Offprint';
/** A list of texts; the standard knows no tags, and programs leave be what they do not know. */
const TAGS = 'OffprintTags';

/** An annotation as the list of its page has it. */
export type ListedAnnotation = {
  /** Counted from 0. */
  readonly page: number;
  /** What the list holds: a reference, or the annotation itself. */
  readonly object: PDFObject;
  readonly annotation: PDFDict;
  readonly name: string;
};

/** An annotation of ours as an object of the file; `quads` are the mark's on that page. */
export function annotationObject(
  context: PDFContext,
  page: PDFRef,
  mark: MarkToWrite,
  { look, quads }: { readonly look: Appearance; readonly quads: readonly Quad[] },
): PDFRef {
  const at = PDFString.fromDate(new Date(mark.createdAt));
  const annotation = context.obj({
    Type: 'Annot',
    Subtype: look.subtype,
    P: page,
    Rect: [...look.rect],
    C: [...look.colour],
    F: PRINT,
    T: PDFHexString.fromText(AUTHOR),
    Contents: PDFHexString.fromText(mark.comment),
    ...(mark.tags.length === 0
      ? {}
      : { [TAGS]: mark.tags.map((tag) => PDFHexString.fromText(tag)) }),
    NM: PDFString.of(mark.id),
    M: at,
    CreationDate: at,
    AP: { N: appearanceStream(context, look) },
    ...geometryOf(mark, quads),
  });
  return context.register(annotation);
}

function geometryOf({ anchor: { shape } }: MarkToWrite, quads: readonly Quad[]) {
  switch (shape?.type) {
    case undefined:
      return { QuadPoints: quads.flat() };
    case 'rect':
      return { BS: { W: 1, S: 'S' } };
    case 'ink':
      return {
        InkList: shape.paths.map((path) => [...path]),
        BS: { W: shape.width, S: 'S' },
      };
    case 'point':
      return { Name: 'Note', Open: false };
  }
}

function appearanceStream(context: PDFContext, look: Appearance): PDFRef {
  const stream = context.stream(`/G0 gs ${look.content}`, {
    Type: 'XObject',
    Subtype: 'Form',
    FormType: 1,
    BBox: [...look.rect],
    Resources: {
      ExtGState: { G0: { Type: 'ExtGState', BM: look.blend, ca: look.opacity, CA: 1 } },
    },
  });
  return context.register(stream);
}

/** The pages on which names were met. */
type Seen = Map<string, Set<number>>;

/**
 * Its own name (/NM), or else its place in the file. Names need be unique on their pages only; what
 * we wrote has one on all the pages of a mark.
 */
function nameOf(listed: Omit<ListedAnnotation, 'name'>, seen: Seen, place: string): string {
  const { annotation, object, page } = listed;
  const own = textIn(annotation, 'NM').slice(0, 200);
  const pages = seen.get(own) ?? new Set();
  const isOurs = textIn(annotation, 'T') === AUTHOR;
  if (own && (pages.size === 0 || (isOurs && !pages.has(page)))) {
    seen.set(own, pages.add(page));
    return own;
  }
  return object instanceof PDFRef
    ? `object ${object.objectNumber} ${object.generationNumber}`
    : place;
}

/** What pdf.js calls an object of the file; null for what is no object of its own. */
export function pdfjsIdOf(object: PDFObject): string | null {
  if (!(object instanceof PDFRef)) return null;
  const { objectNumber, generationNumber } = object;
  return `${objectNumber}R${generationNumber === 0 ? '' : generationNumber}`;
}

/** A text of a dictionary, however it is written; '' where there is none. */
export function textIn(dictionary: PDFDict, key: string): string {
  return textOf(dictionary.lookup(PDFName.of(key)));
}

/** The tags that an annotation of ours has; none of one that is not. */
export function tagsIn(annotation: PDFDict): string[] {
  const list = annotation.lookup(PDFName.of(TAGS));
  if (!(list instanceof PDFArray)) return [];
  return Array.from({ length: list.size() }, (_, i) => textOf(list.lookup(i)));
}

function textOf(value: PDFObject | undefined): string {
  if (!(value instanceof PDFString || value instanceof PDFHexString)) return '';
  return value.decodeText().replaceAll('\r\n', '\n').replaceAll('\r', '\n');
}

/** Each annotation of a document, with its name and what its page's list has of it. */
export function* annotationsOf(document: PDFDocument): Generator<ListedAnnotation> {
  const seen: Seen = new Map();
  for (const [page, { node }] of document.getPages().entries()) {
    const list = node.Annots();
    for (let index = 0; index < (list?.size() ?? 0); index++) {
      const object = list?.get(index);
      const annotation = list?.lookup(index);
      if (!object || !(annotation instanceof PDFDict)) continue;
      const listed = { page, object, annotation };
      yield { ...listed, name: nameOf(listed, seen, `page ${page} ${index}`) };
    }
  }
}
