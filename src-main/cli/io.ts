/** Where text goes. `columns` is null where no terminal tells its width. */
export type Terminal = {
  write(text: string): void;
  isTTY: boolean;
  columns: number | null;
};

/** Everything a command touches outside the core, so that a test can run it in its own process. */
export type Io = {
  stdout: Terminal;
  stderr: Terminal;
  env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user interrupts. */
  signal: AbortSignal;
  /** Asks without an echo, null where the user cancels; null itself where there is no terminal. */
  askSecret: ((question: string) => Promise<string | null>) | null;
  /** Milliseconds since the epoch. */
  now(): number;
};

/** Whether text on this terminal may carry colours: never in a pipe, nor against NO_COLOR. */
export function mayColour(terminal: Terminal, env: Io['env']): boolean {
  return terminal.isTTY && !env.NO_COLOR && env.TERM !== 'dumb';
}

/** Sets text in bold where `on`. */
export function bold(text: string, on: boolean): string {
  return on && text !== '' ? `\u001b[1m${text}\u001b[22m` : text;
}
