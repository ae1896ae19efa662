import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Inspection } from './inspect.ts';

parentPort?.on('message', async (path: string) => {
  parentPort?.postMessage(await inspect(path));
});
parentPort?.postMessage('ready');

async function inspect(path: string): Promise<Inspection> {
  try {
    return await open(new Uint8Array(await readFile(path)));
  } catch {
    return { ok: false, reason: 'disk-error' };
  }
}

async function open(data: Uint8Array): Promise<Inspection> {
  const task = getDocument({ data, verbosity: VerbosityLevel.ERRORS });
  try {
    const document = await task.promise;
    await document.getPage(1);
    return { ok: true, pages: document.numPages };
  } catch (error) {
    // A file that asks for its password is whole.
    const isLocked = (error as Error).name === 'PasswordException';
    return isLocked ? { ok: true, pages: null } : { ok: false, reason: 'damaged' };
  } finally {
    await task.destroy();
  }
}
