import { deviceOf, type Hlc, ZERO_HLC } from './clock.ts';
import type { Field, SetElement, Vector } from './fields.ts';

/** All machines' readings that are in a field. */
export function vectorOf(field: Field): Vector {
  if (field.kind !== 'set') return ofValue(field);
  const elements = Object.values(field.value as { readonly [element: string]: SetElement });
  return together(elements.map(ofValue));
}

function ofValue({ clock, past }: { readonly clock: Hlc; readonly past?: Vector }): Vector {
  return united(past ?? {}, { [deviceOf(clock)]: clock });
}

/** The later reading of each machine; its names are in order, so that equal ones look equal. */
export function united(a: Vector, b: Vector): Vector {
  return together([a, b]);
}

function together(vectors: Iterable<Vector>): Vector {
  const all = new Map<string, Hlc>();
  for (const vector of vectors)
    for (const [device, clock] of Object.entries(vector))
      if (clock > (all.get(device) ?? ZERO_HLC)) all.set(device, clock);
  return Object.fromEntries([...all].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Whether everything in `vector` is known to `seen`. */
export function covers(seen: Vector, vector: Vector): boolean {
  return Object.entries(vector).every(([device, clock]) => clock <= (seen[device] ?? ZERO_HLC));
}

/** What a value written with `clock` remembers of `vector`: nothing where it has only its own machine. */
export function pastOf(vector: Vector, clock: Hlc): { readonly past?: Vector } {
  const others = Object.entries(vector).filter(([device]) => device !== deviceOf(clock));
  return others.length === 0 ? {} : { past: Object.fromEntries(others) };
}
