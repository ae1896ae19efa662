import { parentPort } from 'node:worker_threads';
import { startDemoUpstream } from './index.ts';

const upstream = await startDemoUpstream();
parentPort?.postMessage({
  huggingFace: upstream.hfOrigin,
  arxiv: upstream.arxivOrigin,
  arxivPdf: upstream.arxivPdfOrigin,
});
