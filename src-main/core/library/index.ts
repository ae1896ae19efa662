export { listedFacts } from './listed-facts.ts';
export { type Change, type MutationContext, Mutations } from './mutations.ts';
export { createOwnPapers, type OwnPapers } from './own-papers.ts';
export { createPaperSink, paperIdOf } from './paper-sink.ts';
export { Papers, type PdfQueueView, type PendingPdf } from './papers.ts';
