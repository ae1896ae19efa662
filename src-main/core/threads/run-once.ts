import { Worker } from 'node:worker_threads';

/** Set to 1 to end a job as soon as it can. */
export type StopFlag = Int32Array<SharedArrayBuffer>;

/** A flag for one or more jobs. */
export function stopFlag(): StopFlag {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Throws what `stopped` makes once the flag is set; to be called often by a job. */
export function requireGoingOn(stop: StopFlag, stopped: () => Error): void {
  if (Atomics.load(stop, 0) !== 0) throw stopped();
}

/**
 * Runs a worker on `input` until it ends, and returns the one message that it sent, or what `failed`
 * makes of how it ended without. Never rejects.
 */
export function runOnce<Result>(
  program: URL,
  input: unknown,
  failed: (error: unknown) => Result,
): Promise<Result> {
  return new Promise((resolve) => {
    const worker = new Worker(program, { workerData: input });
    let result: Result | undefined;
    worker.on('message', (message: Result) => {
      result = message;
    });
    worker.on('error', (error) => {
      result ??= failed(error);
    });
    // Only when the thread is gone are its files closed for certain.
    worker.on('exit', (code) => resolve(result ?? failed(new Error(`it ended with ${code}`))));
  });
}
