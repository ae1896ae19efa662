import { parentPort } from 'node:worker_threads';
import { checkStyle, formatReferences } from './format-references.ts';
import type { FormatAnswer, FormatRequest } from './format-thread.ts';

parentPort?.on('message', (request: FormatRequest) => parentPort?.postMessage(answerTo(request)));

function answerTo(request: FormatRequest): FormatAnswer {
  try {
    const { style } = request;
    if (request.kind === 'check') return { kind: 'checked', check: checkStyle(style) };
    return { kind: 'formatted', formatted: formatReferences(style, request.items) };
  } catch {
    return { kind: 'failed' };
  }
}
