import { expect, test } from 'vitest';
import { isGoodPassphrase, newPassphrase, typedPassphrase } from './passphrase.ts';

test('[SYNC-5] a passphrase has eight characters at least, and is no recovery code', () => {
  for (const good of ['eight ch', 'ünïcödë!', '密碼很長很難猜的', newPassphrase()])
    expect(isGoodPassphrase(good), good).toBe(true);
  for (const bad of ['', '       a       ', 'seven c', 'aaaaaaaaaaaa', 'age-secret-key-1qqq'])
    expect(isGoodPassphrase(bad), bad).toBe(false);
});

test('[SYNC-5] a proposed passphrase is long, another each time, and of letters told apart', () => {
  const proposed = new Set(Array.from({ length: 200 }, newPassphrase));
  expect(proposed.size).toBe(200);
  for (const one of proposed)
    expect(one).toMatch(/^(?:[0-9a-hjkmnp-tv-z]{4}-){4}[0-9a-hjkmnp-tv-z]{4}$/);
  expect(new Set([...proposed].join('')).size).toBe(33);
});

test('[SYNC-5] a passphrase is the same however it is typed', () => {
  const proposed = 'k01m-9abc-1def-ghjk-mnpq';
  for (const typed of ['KO1M 9ABC IDEF GHJK MNPQ', ' k0lm-9abc-ldef-ghjk-mnpq '])
    expect(typedPassphrase(typed)).toBe(proposed);
  expect(typedPassphrase('cafe\u0301 au lait')).toBe('caf\u00e9 au lait');
  // One's own words stay as they are.
  expect(typedPassphrase('Old Ilex in Oslo')).toBe('Old Ilex in Oslo');
});
