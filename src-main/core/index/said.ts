import { type Fields, fieldValue, type Json } from '../store/index.ts';

/** A field that should be text; null where another machine's version says something else. */
export function textIn(fields: Fields, name: string): string | null {
  const value = fieldValue<Json>(fields, name, null);
  return typeof value === 'string' ? value : null;
}

/** A field that should be a number; null where another machine's version says something else. */
export function numberIn(fields: Fields, name: string): number | null {
  const value = fieldValue<Json>(fields, name, null);
  return typeof value === 'number' ? value : null;
}
