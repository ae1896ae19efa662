import { expect, it } from 'vitest';
import type { Context } from './command.ts';
import { printOutcome } from './print.ts';

function printed(json: unknown): string {
  const parts: string[] = [];
  const write = (text: string): unknown => parts.push(text);
  const terminal = { write, isTTY: false, columns: null };
  const io = { stdout: terminal, stderr: terminal };
  const context = { io, options: { json: true } } as unknown as Context;
  expect(printOutcome({ json, human: '', problem: null }, context)).toBe(0);
  return parts.join('');
}

it.each([0, 1, 999, 1_000, 1_001, 2_000, 2_001])(
  '[CLI-2] prints a list of %i as the one document that it is',
  (length) => {
    const list = Array.from({ length }, (_, id) => ({ id, tags: ['a', 'b'], text: '"],\n[' }));
    expect(printed(list)).toBe(`${JSON.stringify(list, null, 2)}\n`);
  },
);

it('[CLI-2] prints what is no list', () => {
  expect(printed({ error: null })).toBe('{\n  "error": null\n}\n');
});
