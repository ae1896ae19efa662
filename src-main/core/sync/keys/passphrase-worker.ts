import { parentPort, workerData } from 'node:worker_threads';
import { Decrypter, Encrypter } from 'age-encryption';
import type { WrapJob, WrapResult } from './wrap.ts';

async function run(job: WrapJob): Promise<WrapResult['value']> {
  if (job.kind === 'wrap') return wrap(job);
  try {
    return await unwrap(job);
  } catch (error) {
    // No memory for it: that says nothing about the passphrase.
    if (error instanceof RangeError) throw error;
    return null;
  }
}

function wrap({ passphrase, text, logN }: WrapJob & { kind: 'wrap' }): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(logN);
  return encrypter.encrypt(text);
}

function unwrap({ passphrase, bytes }: WrapJob & { kind: 'unwrap' }): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return decrypter.decrypt(bytes, 'text');
}

const result: WrapResult = { value: await run(workerData as WrapJob) };
parentPort?.postMessage(result);
