import { expect, test } from 'vitest';
import { isOwnUrl, PRIVILEGED, schemeHandler } from './scheme.ts';

test('[SAFE-1] the scheme is secure, streams, and does not bypass the policy', () => {
  expect(PRIVILEGED.privileges).toEqual({
    standard: true,
    secure: true,
    supportFetchAPI: true,
    stream: true,
    codeCache: true,
  });
});

test('[SAFE-1] the handler answers for our own host only', async () => {
  const handler = schemeHandler(async () => new Response('the interface'));
  const status = async (url: string) => (await handler(new Request(url))).status;
  expect(await status('offprint-app://interface/pdf/x')).toBe(200);
  expect(await status('offprint-app://elsewhere/')).toBe(404);
  expect(await status('https://interface/')).toBe(404);
  expect(isOwnUrl('offprint-app://interface.evil/')).toBe(false);
  expect(isOwnUrl('offprint-app://user@interface/x')).toBe(true);
  expect(isOwnUrl('no url')).toBe(false);
});
