import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * Asks on a terminal for what nobody else shall see, without an echo; null where the user cancels.
 * The question goes to stderr.
 */
export function askSecret(question: string): Promise<string | null> {
  process.stderr.write(question);
  // As a terminal, readline takes the echo over from the system, and sends it nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  return new Promise((resolve) => {
    let answer: string | null = null;
    lines.once('line', (line) => {
      answer = line;
      lines.close();
    });
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => {
      process.stderr.write('\n');
      resolve(answer);
    });
  });
}
