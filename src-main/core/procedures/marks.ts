import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';

/** Marks on PDFs. */
export function annotationProcedures({ events, annotations, pdfMarks }: Capabilities) {
  const os = implement(contract).annotations;
  return {
    list: os.list.handler(async ({ input }) => {
      const revision = events.revision;
      return { revision, annotations: await annotations.list(input.paperId) };
    }),
    find: os.find.handler(async ({ input }) => ({
      annotation: (await annotations.find(input.id)) ?? null,
    })),
    create: os.create.handler(async ({ input }) => ({
      revision: await annotations.create(input.mutationId, input.annotation),
    })),
    update: os.update.handler(({ input }) =>
      annotations.update(input.mutationId, input.id, input.patch),
    ),
    exportPdf: os.exportPdf.handler(({ input }) => pdfMarks.exportPdf(input.paperId)),
    inFile: os.inFile.handler(({ input }) => pdfMarks.inFile(input.paperId)),
    takeOver: os.takeOver.handler(({ input }) =>
      pdfMarks.takeOver(input.mutationId, input.paperId),
    ),
  };
}
