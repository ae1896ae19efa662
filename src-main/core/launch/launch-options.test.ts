import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { defaultDataDir, type LaunchContext, parseLaunchOptions } from './index.ts';

const context: LaunchContext = {
  env: { HOME: '/home/ada' },
  platform: 'linux',
  lenient: false,
};

function options(args: string[], env = {}, lenient = false) {
  const result = parseLaunchOptions(args, { ...context, env: { ...context.env, ...env }, lenient });
  if (!result.ok) throw new Error(`${result.reason} ${result.name}`);
  return result.options;
}

const usual = {
  huggingFace: 'https://huggingface.co',
  arxiv: 'https://export.arxiv.org',
  arxivPdf: 'https://export.arxiv.org',
};

test('[START-2] the defaults', () => {
  expect(options([])).toEqual({
    dataDir: resolve('/home/ada/.local/share/offprint'),
    demo: false,
    open: true,
    port: null,
    origins: usual,
  });
});

test('[START-2] every option', () => {
  const args = ['--shell', 'browser', '--no-open', '--port=4000', '--data-dir', '/d', '--demo'];
  args.push('--hf-origin', 'http://127.0.0.1:1/', '--arxiv-origin', 'http://127.0.0.1:2');
  args.push('--arxiv-pdf-origin', 'http://127.0.0.1:3');
  expect(options(args)).toEqual({
    dataDir: `${resolve('/d')}-demo`,
    demo: true,
    open: false,
    port: 4000,
    origins: {
      huggingFace: 'http://127.0.0.1:1',
      arxiv: 'http://127.0.0.1:2',
      arxivPdf: 'http://127.0.0.1:3',
    },
  });
});

test('[START-6] the environment stands in for flags, and flags win', () => {
  const env = {
    OFFPRINT_DATA_DIR: '/from-env',
    OFFPRINT_HF_ORIGIN: 'http://127.0.0.1:1',
    OFFPRINT_ARXIV_ORIGIN: 'http://127.0.0.1:2',
    OFFPRINT_ARXIV_PDF_ORIGIN: '',
  };
  const read = options(['--arxiv-origin', 'http://127.0.0.1:9'], env);
  expect(read.dataDir).toBe(resolve('/from-env'));
  expect(read.origins).toEqual({
    ...usual,
    huggingFace: 'http://127.0.0.1:1',
    arxiv: 'http://127.0.0.1:9',
  });
  expect(options(['--data-dir', '/flag'], env).dataDir).toBe(resolve('/flag'));
});

test.each([
  [['--prot', '1'], 'unknown-option', '--prot'],
  [['extra'], 'unknown-option', 'extra'],
  [['--port'], 'unknown-option', '--port'],
  [['--demo=yes'], 'unknown-option', '--demo'],
  [['--port', '0'], 'bad-port', '--port'],
  [['--port', '65536'], 'bad-port', '--port'],
  [['--port', 'x'], 'bad-port', '--port'],
  [['--hf-origin', 'huggingface.co'], 'bad-origin', '--hf-origin'],
  [['--hf-origin', 'http://a/b'], 'bad-origin', '--hf-origin'],
  [['--arxiv-origin', 'file:///etc'], 'bad-origin', '--arxiv-origin'],
  [['--arxiv-pdf-origin', 'http://u:p@a'], 'bad-origin', '--arxiv-pdf-origin'],
])('[START-2] %j is refused by name', (args, reason, name) => {
  expect(parseLaunchOptions(args, context)).toEqual({ ok: false, reason, name });
});

test('[START-6] a wrong variable is refused by name', () => {
  const env = { OFFPRINT_HF_ORIGIN: 'nowhere' };
  expect(parseLaunchOptions([], { ...context, env })).toMatchObject({ name: 'OFFPRINT_HF_ORIGIN' });
});

test('[START-2] leniently, flags of others stand among ours', () => {
  const args = ['--remote-debugging-port=0', '.', '--data-dir', '/d', '--no-sandbox', '--port'];
  expect(options(args, {}, true)).toMatchObject({ dataDir: resolve('/d'), port: null });
});

test('[START-6] the data folder by each system’s custom', () => {
  expect(defaultDataDir({ HOME: '/h', XDG_DATA_HOME: '/x' }, 'linux')).toBe(join('/x', 'offprint'));
  expect(defaultDataDir({ HOME: '/h' }, 'darwin')).toBe(
    join('/h', 'Library', 'Application Support', 'Offprint'),
  );
  expect(defaultDataDir({ USERPROFILE: '/u', APPDATA: '/a' }, 'win32')).toBe(
    join('/a', 'Offprint'),
  );
});
