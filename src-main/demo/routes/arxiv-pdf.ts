import { createHash } from 'node:crypto';
import { type Answer, answerOf, htmlAnswer, type Query } from '../answer.ts';

/** A file as arXiv holds it: its bytes and when it last changed. */
export type StoredPdf = { bytes: Buffer; changed: Date; type?: string };

/** Finds a file by id and version; version null asks for the latest. */
export type FindPdf = (id: string, version: number | null) => StoredPdf | null;

const pdfPath = /^\/pdf\/((?:\d{4}\.\d{4,5})|(?:[a-z-]+(?:\.[A-Z]{2})?\/\d{7}))(?:v(\d+))?$/;

/** Answers arXiv's `/pdf/…`: chunked, with validators and ranges; `.pdf` and queries are sent on. */
export function answerArxivPdf(find: FindPdf, query: Query): Answer | null {
  if (!query.path.startsWith('/pdf/')) return null;
  const plain = query.path.replace(/\.pdf$/, '');
  if (plain !== query.path || query.params.size > 0) return movedTo(plain);
  const match = pdfPath.exec(query.path);
  const file = match ? find(match[1]!, match[2] === undefined ? null : Number(match[2])) : null;
  return file ? fileAnswer(file, query) : htmlAnswer(404, 'No paper with this id');
}

function movedTo(path: string): Answer {
  return answerOf(301, 'text/html; charset=utf-8', '', { location: path });
}

function fileAnswer(file: StoredPdf, query: Query): Answer {
  const etag = `"${createHash('sha256').update(file.bytes).digest('hex').slice(0, 32)}"`;
  const headers = {
    etag,
    'last-modified': file.changed.toUTCString(),
    'accept-ranges': 'bytes',
    'content-type': file.type ?? 'application/pdf',
  };
  if (query.headers['if-none-match'] === etag)
    return { status: 304, headers, body: Buffer.alloc(0), chunked: true };
  const whole: Answer = { status: 200, headers, body: file.bytes, chunked: true };
  return rangeStillHolds(query, etag, headers['last-modified'])
    ? part(whole, query.headers.range)
    : whole;
}

/** A range counts only while the file is the one that If-Range names. */
function rangeStillHolds(query: Query, etag: string, changed: string): boolean {
  const condition = query.headers['if-range'];
  return condition === undefined || condition === etag || condition === changed;
}

/** 206 for one range, 416 for one past the end; anything else is ignored, as it may be. */
function part(whole: Answer, range: string | undefined): Answer {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return whole;
  const size = whole.body.length;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(size - 1, Number(match[2]));
  if (start > end) {
    return {
      ...whole,
      status: 416,
      headers: { ...whole.headers, 'content-range': `bytes */${size}` },
      body: Buffer.alloc(0),
      chunked: false,
    };
  }
  const headers = { ...whole.headers, 'content-range': `bytes ${start}-${end}/${size}` };
  return { status: 206, headers, body: whole.body.subarray(start, end + 1), chunked: false };
}
