import { expect, test } from 'vitest';
import { joinedHyphens } from './joints.ts';
import { madePage } from './testing.ts';

test('[READ-3] tells where a hyphen at a line’s end was joined away, and no other', () => {
  const page = madePage([
    { text: 'Every self-attention layer weighs the atten-', x: 54, y: 700 },
    { text: 'tion of all heads, and state-of-the-art transfor-', x: 54, y: 688 },
    { text: 'mers are no other.', x: 54, y: 676 },
  ]);
  const joints = joinedHyphens(page);
  expect(joints.map((at) => page.text.slice(at, at + 4))).toEqual(['tion', 'mers']);
});
