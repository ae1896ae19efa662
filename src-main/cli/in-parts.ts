/** Papers that are asked for at a time: about a megabyte, which a core writes in some ten milliseconds. */
const PART = 500;

/** A part of a list: so many, after so many. */
export type Part = { readonly limit: number; readonly offset: number };

/**
 * What `ask` has from `offset` on, at most `limit` of it, some hundred at a time, so that a core that
 * others use too never answers with all of a large library at once. Ends with the first short part.
 */
export async function* inParts<T>(
  { limit, offset }: Part,
  ask: (part: Part) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  for (let done = 0; done < limit; done += PART) {
    const wanted = Math.min(PART, limit - done);
    const part = await ask({ limit: wanted, offset: offset + done });
    if (part.length > 0) yield part;
    if (part.length < wanted) return;
  }
}
