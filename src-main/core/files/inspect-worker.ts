import { parentPort } from 'node:worker_threads';
import { openPdf } from '../pdf-document/index.ts';
import { gatherEvidence } from './identify/evidence.ts';
import { identityOf } from './identify/identity.ts';
import type { Identified } from './identify/types.ts';
import type { Inspection, InspectorQuestion } from './inspect.ts';

parentPort?.on('message', async (question: InspectorQuestion) => {
  parentPort?.postMessage(await answer(question));
});
parentPort?.postMessage('ready');

function answer({ path, name }: InspectorQuestion): Promise<Inspection | Identified> {
  return name === null ? inspect(path) : identify(path, name);
}

async function inspect(path: string): Promise<Inspection> {
  const opened = await openPdf(path);
  if (!opened.ok) return refused(opened.reason);
  try {
    await opened.document.getPage(1);
    return { ok: true, pages: opened.document.numPages };
  } catch {
    return { ok: false, reason: 'damaged' };
  } finally {
    await opened.close();
  }
}

async function identify(path: string, name: string): Promise<Identified> {
  const opened = await openPdf(path);
  if (!opened.ok) {
    const refusal = refused(opened.reason);
    return refusal.ok ? { ...refusal, identity: identityOf(null, name) } : refusal;
  }
  try {
    const evidence = await gatherEvidence(opened.document);
    const pages = opened.document.numPages;
    return { ok: true, pages, identity: identityOf(evidence, name) };
  } catch {
    return { ok: false, reason: 'damaged' };
  } finally {
    await opened.close();
  }
}

/** How many pages a locked file has, only its password would tell. */
function refused(reason: 'encrypted' | 'damaged' | 'disk-error'): Inspection {
  return reason === 'encrypted' ? { ok: true, pages: null } : { ok: false, reason };
}
