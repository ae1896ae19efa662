import { expect, test } from 'vitest';
import { withKeys } from './key-acts.ts';

test('[ACC-1] only keys that differ from the usual ones are kept', () => {
  const usual = ['j', 'ArrowDown'];
  const changed = withKeys({ other: ['x'] }, 'next', ['n'], usual);
  expect(changed).toEqual({ other: ['x'], next: ['n'] });
  expect(withKeys(changed, 'next', [], usual)).toEqual({ other: ['x'], next: [] });
  expect(withKeys(changed, 'next', usual, usual)).toEqual({ other: ['x'] });
});
