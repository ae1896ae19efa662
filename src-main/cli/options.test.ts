import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseLaunchOptions } from '../core/index.ts';
import { type GlobalFlags, resolveOptions } from './options.ts';

const env = {
  OFFPRINT_DATA_DIR: '/library',
  OFFPRINT_HF_ORIGIN: 'http://127.0.0.1:9001/',
  OFFPRINT_ARXIV_ORIGIN: 'http://127.0.0.1:9002',
  OFFPRINT_ARXIV_PDF_ORIGIN: 'http://127.0.0.1:9003',
};

function resolved(flags: GlobalFlags, variables: Record<string, string>) {
  const result = resolveOptions(flags, variables, parseLaunchOptions);
  if (!result.ok) throw new Error(result.value);
  return result.options;
}

test('[START-6] the environment stands in for each flag', () => {
  const options = resolved({}, env);
  expect(options.dataDir).toBe(resolve('/library'));
  expect(options.origins).toEqual({
    huggingFace: 'http://127.0.0.1:9001',
    arxiv: 'http://127.0.0.1:9002',
    arxivPdf: 'http://127.0.0.1:9003',
  });
});

test('[START-6] a flag goes before the environment', () => {
  const options = resolved({ dataDir: '-here', hfOrigin: 'https://mirror.example' }, env);
  expect(options.dataDir).toBe(resolve('-here'));
  expect(options.origins.huggingFace).toBe('https://mirror.example');
  expect(options.origins.arxiv).toBe('http://127.0.0.1:9002');
  expect(options.originFlags).toEqual(['--hf-origin']);
});

test('[START-6] without either, the real upstreams', () => {
  const { origins, originFlags } = resolved({}, { OFFPRINT_HF_ORIGIN: '' });
  expect(origins.huggingFace).toBe('https://huggingface.co');
  expect(originFlags).toEqual([]);
});

test('[START-6] an address that is none is named, with what was said', () => {
  const result = resolveOptions({}, { OFFPRINT_ARXIV_ORIGIN: 'arxiv' }, parseLaunchOptions);
  expect(result).toMatchObject({ ok: false, name: 'OFFPRINT_ARXIV_ORIGIN', value: 'arxiv' });
  const flag = resolveOptions({ arxivPdfOrigin: 'x' }, env, parseLaunchOptions);
  expect(flag).toMatchObject({ ok: false, name: '--arxiv-pdf-origin', value: 'x' });
});
