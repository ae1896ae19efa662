import type { PDFPageProxy } from 'pdfjs-dist';

export type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;

/**
 * A page's text as pdf.js gives it, piece by piece. Rejects when it is called off: pdf.js itself
 * leaves the reading of a closed document for ever unfinished, and the browser keeps what an
 * unfinished reading of a stream refers to, which is the whole document.
 */
export async function readTextContent(
  page: Pick<PDFPageProxy, 'streamTextContent'>,
  signal: AbortSignal,
): Promise<TextContent> {
  signal.throwIfAborted();
  const content: TextContent = { items: [], styles: {}, lang: null };
  const reader: ReadableStreamDefaultReader<TextContent> = page
    .streamTextContent({ disableNormalization: true })
    .getReader();
  const stop = () => void reader.cancel(signal.reason).catch(() => {});
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (;;) {
      const { value, done } = await reader.read();
      signal.throwIfAborted();
      if (done) return content;
      content.lang ??= value.lang;
      Object.assign(content.styles, value.styles);
      content.items.push(...value.items);
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
