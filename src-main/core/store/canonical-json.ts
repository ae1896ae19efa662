import type { Json } from './fields.ts';

/** JSON whose keys are in order: equal values have equal text, whoever wrote them. */
export function canonicalJson(value: Json): string {
  return JSON.stringify(value, (_, part: Json) => (isPlain(part) ? inOrder(part) : part));
}

function isPlain(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inOrder(value: { readonly [key: string]: Json }): Json {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
