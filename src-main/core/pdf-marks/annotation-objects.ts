import {
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

/** Its own name (/NM), or else its place in the file. */
function nameOf(annotation: PDFDict, object: PDFObject, place: string): string {
  const own = textIn(annotation, 'NM');
  if (own) return own.slice(0, 200);
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
  const value = dictionary.lookup(PDFName.of(key));
  if (!(value instanceof PDFString || value instanceof PDFHexString)) return '';
  return value.decodeText().replaceAll('\r\n', '\n').replaceAll('\r', '\n');
}

/** Each annotation of a document, with its name and what its page's list has of it. */
export function* annotationsOf(document: PDFDocument): Generator<ListedAnnotation> {
  for (const [page, { node }] of document.getPages().entries()) {
    const list = node.Annots();
    for (let index = 0; index < (list?.size() ?? 0); index++) {
      const object = list?.get(index);
      const annotation = list?.lookup(index);
      if (!object || !(annotation instanceof PDFDict)) continue;
      yield { page, object, annotation, name: nameOf(annotation, object, `page ${page} ${index}`) };
    }
  }
}
