import { resolve } from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { defaultDataDir, type Environment } from './data-dir.ts';

/** What `npm start` and the shells understand (START-2, START-6). */
export type LaunchOptions = {
  /** Absolute. With `demo` it is the demo's own folder, beside the library's. */
  dataDir: string;
  demo: boolean;
  /** Whether the default browser may be opened. */
  open: boolean;
  /** Null: any free one. */
  port: number | null;
  origins: { huggingFace: string; arxiv: string; arxivPdf: string };
};

/** `name` is the flag or variable that is wrong. */
export type LaunchResult =
  | { ok: true; options: LaunchOptions }
  | { ok: false; reason: 'unknown-option' | 'bad-port' | 'bad-origin'; name: string };

/** Lenient: what is not ours is left alone, as in Electron, whose own flags stand among them. */
export type LaunchContext = {
  env: Environment;
  platform: NodeJS.Platform;
  lenient: boolean;
};

const FLAGS = {
  shell: { type: 'string' },
  'no-open': { type: 'boolean' },
  port: { type: 'string' },
  'data-dir': { type: 'string' },
  demo: { type: 'boolean' },
  'hf-origin': { type: 'string' },
  'arxiv-origin': { type: 'string' },
  'arxiv-pdf-origin': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

const ORIGINS = {
  huggingFace: ['hf-origin', 'OFFPRINT_HF_ORIGIN', 'https://huggingface.co'],
  arxiv: ['arxiv-origin', 'OFFPRINT_ARXIV_ORIGIN', 'https://export.arxiv.org'],
  arxivPdf: ['arxiv-pdf-origin', 'OFFPRINT_ARXIV_PDF_ORIGIN', 'https://export.arxiv.org'],
} as const;

type Values = Partial<Record<keyof typeof FLAGS, string | boolean>>;

/** Reads the flags, else the environment, else the defaults. */
export function parseLaunchOptions(args: readonly string[], context: LaunchContext): LaunchResult {
  const { values, unknown } = readFlags(args);
  if (unknown !== null && !context.lenient)
    return { ok: false, reason: 'unknown-option', name: unknown };
  const port = parsePort(text(values.port));
  if (port === 'bad') return { ok: false, reason: 'bad-port', name: '--port' };
  const origins = parseOrigins(values, context.env);
  if (typeof origins === 'string') return { ok: false, reason: 'bad-origin', name: origins };
  const demo = values.demo === true;
  const dataDir = dataFolder(text(values['data-dir']), demo, context);
  return { ok: true, options: { dataDir, demo, open: values['no-open'] !== true, port, origins } };
}

function readFlags(args: readonly string[]): { values: Values; unknown: string | null } {
  const { values, tokens } = parseArgs({
    args: [...args],
    options: FLAGS,
    strict: false,
    tokens: true,
  });
  const stray = tokens.find((token) => {
    if (token.kind !== 'option') return token.kind === 'positional';
    const flag = FLAGS[token.name as keyof typeof FLAGS];
    return flag === undefined || (flag.type === 'string') !== (token.value !== undefined);
  });
  if (stray === undefined) return { values: values as Values, unknown: null };
  const unknown = stray.kind === 'option' ? stray.rawName : args[stray.index]!;
  return { values: values as Values, unknown };
}

/** A flag that wants a value has one, unless the arguments were read leniently. */
function text(value: string | boolean | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function parsePort(value: string | null): number | null | 'bad' {
  if (value === null) return null;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  return port >= 1 && port <= 65_535 ? port : 'bad';
}

/** The three origins, or the name of the flag or variable that is none. */
function parseOrigins(values: Values, env: Environment): LaunchOptions['origins'] | string {
  const origins = { huggingFace: '', arxiv: '', arxivPdf: '' };
  for (const key of ['huggingFace', 'arxiv', 'arxivPdf'] as const) {
    const [flag, variable, usual] = ORIGINS[key];
    const given = text(values[flag]);
    const origin = parseOrigin(given ?? (env[variable] || usual));
    if (origin === null) return given === null ? variable : `--${flag}`;
    origins[key] = origin;
  }
  return origins;
}

/** Null where the address is none, or has more than scheme, host and port. */
function parseOrigin(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  return bare && /^https?:$/.test(url.protocol) ? url.origin : null;
}

function dataFolder(flag: string | null, demo: boolean, { env, platform }: LaunchContext): string {
  const dir = resolve(flag ?? (env.OFFPRINT_DATA_DIR || defaultDataDir(env, platform)));
  return demo ? `${dir}-demo` : dir;
}
