import { gzipSync } from 'node:zlib';
import { type Answer, answerOf, htmlAnswer, type Query } from './answer.ts';
import { randomOf } from './corpus/random.ts';
import type { Fault } from './faults.ts';

/** What the routes are asked in place of what was asked; faults of the answer leave it as it is. */
export function misread(query: Query, fault: Fault | null): Query {
  if (fault?.kind === 'no-range') {
    const { range: _range, ...headers } = query.headers;
    return { ...query, headers };
  }
  if (fault?.kind !== 'first-page') return query;
  const params = new URLSearchParams(query.params);
  params.delete('p');
  params.delete('start');
  return { ...query, params };
}

/** The answer with a fault in its content; faults of the connection leave it as it is. */
export function spoil(answer: Answer, fault: Fault | null, path: string): Answer {
  switch (fault?.kind) {
    case 'status':
      return answerOf(
        fault.code,
        'application/json; charset=utf-8',
        fault.body ?? '{"error":"fault"}',
        fault.headers,
      );
    case 'html':
      return htmlAnswer(200, 'One moment');
    case 'half-json':
      return { ...answer, body: answer.body.subarray(0, Math.floor(answer.body.length / 2)) };
    case 'empty':
      return { ...answer, body: Buffer.alloc(0) };
    case 'truncate':
      if (fault.ending !== 'clean') return answer;
      return { ...answer, body: answer.body.subarray(0, fault.bytes) };
    case 'redirect':
      return answerOf(fault.code ?? 302, 'text/plain', '', { location: fault.to ?? path });
    case 'gzip-bomb':
      return withHeaders(
        { ...answer, status: 200, body: bomb(fault.bytes) },
        'content-encoding',
        'gzip',
      );
    case 'rearranged':
      return rearranged(answer, fault.seed);
    case 'bad-shape':
      return {
        ...answer,
        status: 200,
        body: Buffer.from(isXml(answer) ? '<page/>' : '{"ok":true}'),
      };
    case 'new-etag':
      return withHeaders(answer, 'etag', '"another file"');
    default:
      return answer;
  }
}

function withHeaders(answer: Answer, name: string, value: string): Answer {
  return { ...answer, headers: { ...answer.headers, [name]: value } };
}

function isXml({ headers }: Answer): boolean {
  return (headers['content-type'] ?? '').includes('xml');
}

const bombs = new Map<number, Buffer>();

function bomb(bytes: number): Buffer {
  const made = bombs.get(bytes) ?? gzipSync(Buffer.alloc(bytes, ' '));
  bombs.set(bytes, made);
  return made;
}

function rearranged(answer: Answer, seed: number): Answer {
  const entries = arrayOf(answer.body);
  if (!entries) return answer;
  const random = randomOf('rearranged', seed);
  const twice = entries.flatMap((entry) => (random.chance(0.2) ? [entry, entry] : [entry]));
  const shuffled = random.shuffle(twice);
  return { ...answer, body: Buffer.from(JSON.stringify(shuffled)) };
}

function arrayOf(body: Buffer): unknown[] | null {
  try {
    const value: unknown = JSON.parse(body.toString());
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
