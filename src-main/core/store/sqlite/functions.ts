import type { DatabaseSync } from 'node:sqlite';
import { sortKey, textOfSortKey } from './sort-key.ts';

/** Patterns differ by query; compiling one again costs some microseconds. */
const CACHED_PATTERNS = 50;

/**
 * Registers the functions that the storage's SQL calls:
 * `rx_sort_key(text)`; `rx_number(json)`, the number that a JSON text says, read as JavaScript reads it;
 * `rx_mod(number, divisor, remainder)`; `rx_match(text, pattern, flags)` and
 * `rx_match_key(sort key, pattern, flags)`, regular expressions by JavaScript's own engine.
 */
export function registerFunctions(db: DatabaseSync): void {
  const pattern = patternCache();
  const define = (name: string, work: (...values: never[]) => string | number | null) =>
    db.function(name, { deterministic: true }, work as never);
  define('rx_sort_key', (value: string | number | null) =>
    typeof value === 'string' ? sortKey(value) : value,
  );
  define('rx_number', jsonNumber);
  define('rx_mod', (value: unknown, divisor: number, remainder: number) =>
    typeof value === 'number' && value % divisor === remainder ? 1 : 0,
  );
  define('rx_match', (value: unknown, source: string, flags: string) =>
    typeof value === 'string' && pattern(source, flags).test(value) ? 1 : 0,
  );
  define('rx_match_key', (value: unknown, source: string, flags: string) =>
    typeof value === 'string' && pattern(source, flags).test(textOfSortKey(value)) ? 1 : 0,
  );
}

/** Null where there is no number: JSON has none that is not finite. */
function jsonNumber(json: unknown): number | null {
  if (typeof json !== 'string') return null;
  const number = Number(json);
  return Number.isFinite(number) ? number : null;
}

function patternCache(): (source: string, flags: string) => RegExp {
  const patterns = new Map<string, RegExp>();
  return (source, flags) => {
    const key = `${flags}/${source}`;
    let pattern = patterns.get(key);
    if (!pattern) {
      pattern = new RegExp(source, flags);
      if (patterns.size >= CACHED_PATTERNS) patterns.clear();
      patterns.set(key, pattern);
    }
    return pattern;
  };
}
