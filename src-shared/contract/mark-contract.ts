import { oc } from '@orpc/contract';
import { z } from 'zod';
import { committed, mutationId } from './events.ts';
import {
  annotation,
  annotationId,
  annotationPatch,
  exportPdfResult,
  inFileResult,
  takeOverResult,
} from './marks.ts';
import { paperId } from './paper.ts';

const { revision } = committed.shape;

/** The procedures of marks on papers. */
export const markContract = {
  list: oc
    .input(z.object({ paperId }))
    .output(z.object({ revision, annotations: z.array(annotation) })),
  /** A mark by its id; null where it was deleted or never was. */
  find: oc
    .input(z.object({ id: annotationId }))
    .output(z.object({ annotation: annotation.nullable() })),
  create: oc.input(z.object({ mutationId, annotation })).output(committed),
  update: oc.input(z.object({ mutationId, id: annotationId, patch: annotationPatch })).output(
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), revision }),
      /** `does-not-fit`: a mark of its kind has no such kind or anchor; nothing is changed then. */
      z.object({ ok: z.literal(false), reason: z.enum(['not-found', 'does-not-fit']) }),
    ]),
  ),
  /** Writes a copy of a paper's PDF with its marks in it; the PDF itself stays as it is. */
  exportPdf: oc.input(z.object({ paperId })).output(exportPdfResult),
  inFile: oc.input(z.object({ paperId })).output(inFileResult),
  /** Makes marks of the annotations that a paper's PDF has of its own. */
  takeOver: oc.input(z.object({ mutationId, paperId })).output(takeOverResult),
};
