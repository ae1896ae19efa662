import type { LaunchContext, LaunchOptions, LaunchResult } from '../core/index.ts';
import type { Io } from './io.ts';

/** What every command takes, from flags, else the environment, else the defaults (START-6). */
export type GlobalOptions = {
  dataDir: string;
  origins: LaunchOptions['origins'];
  /** Flags of addresses that were given by hand, such as `--hf-origin`. */
  originFlags: readonly string[];
  json: boolean;
  debug: boolean;
};

/** The flags as commander gives them. */
export type GlobalFlags = {
  dataDir?: string;
  json?: boolean;
  debug?: boolean;
  hfOrigin?: string;
  arxivOrigin?: string;
  arxivPdfOrigin?: string;
};

export type OptionsResult =
  | { ok: true; options: GlobalOptions }
  | { ok: false; reason: 'bad-origin'; name: string; value: string };

/** The shells' own reading of flags and environment, so that all of them mean the same folder. */
export type ParseLaunchOptions = (args: readonly string[], context: LaunchContext) => LaunchResult;

const FLAGS = [
  { key: 'dataDir', name: '--data-dir', variable: 'OFFPRINT_DATA_DIR' },
  { key: 'hfOrigin', name: '--hf-origin', variable: 'OFFPRINT_HF_ORIGIN' },
  { key: 'arxivOrigin', name: '--arxiv-origin', variable: 'OFFPRINT_ARXIV_ORIGIN' },
  { key: 'arxivPdfOrigin', name: '--arxiv-pdf-origin', variable: 'OFFPRINT_ARXIV_PDF_ORIGIN' },
] as const;

/** Flags with the variables that stand in for them, for the help. */
export const ENVIRONMENT: readonly (readonly [string, string])[] = FLAGS.map(
  ({ name, variable }) => [name, variable],
);

function sourceText(name: string, flags: GlobalFlags, env: Io['env']): string {
  const flag = FLAGS.find((each) => each.name === name || each.variable === name);
  if (!flag) return '';
  return (name === flag.name ? flags[flag.key] : env[flag.variable]) ?? '';
}

/** Flags before environment before defaults; refuses an address that is none, naming its source. */
export function resolveOptions(
  flags: GlobalFlags,
  env: Io['env'],
  parse: ParseLaunchOptions,
): OptionsResult {
  const given = FLAGS.filter(({ key }) => flags[key] !== undefined);
  const args = given.map(({ key, name }) => `${name}=${flags[key]}`);
  const parsed = parse(args, { env, platform: process.platform, lenient: false });
  if (!parsed.ok) {
    const { name } = parsed;
    return { ok: false, reason: 'bad-origin', name, value: sourceText(name, flags, env) };
  }
  const { dataDir, origins } = parsed.options;
  const originFlags = given.map(({ name }) => name).filter((name) => name !== '--data-dir');
  const { json = false, debug = false } = flags;
  return { ok: true, options: { dataDir, origins, originFlags, json, debug } };
}
