import { expect, it } from 'vitest';
import { readTextContent, type TextContent } from './text-content.ts';

function piece(str: string, lang: string | null): TextContent {
  return { items: [{ str }], styles: { [str]: {} }, lang } as unknown as TextContent;
}

/** A page whose text comes in these pieces, and then ends or, where it is cut off, never does. */
function pageOf(pieces: readonly TextContent[], isCutOff: boolean) {
  const cancelled: unknown[] = [];
  const stream = new ReadableStream<TextContent>({
    start(controller) {
      for (const one of pieces) controller.enqueue(one);
      if (!isCutOff) controller.close();
    },
    cancel: (reason) => void cancelled.push(reason),
  });
  return { page: { streamTextContent: () => stream }, cancelled };
}

it('[READ-4] puts the pieces of a text together', async () => {
  const { page } = pageOf([piece('a', null), piece('b', 'de')], false);
  const { items, styles, lang } = await readTextContent(page, new AbortController().signal);
  expect(items).toEqual([{ str: 'a' }, { str: 'b' }]);
  expect(Object.keys(styles)).toEqual(['a', 'b']);
  expect(lang).toBe('de');
});

it('[PERF-5] leaves no reading unfinished when the document is closed', async () => {
  const closing = new AbortController();
  const { page, cancelled } = pageOf([piece('a', null)], true);
  const reading = readTextContent(page, closing.signal);
  await Promise.resolve();
  closing.abort(new Error('closed'));
  await expect(reading).rejects.toThrow('closed');
  expect(cancelled).toHaveLength(1);
  await expect(readTextContent(page, closing.signal)).rejects.toThrow('closed');
});
