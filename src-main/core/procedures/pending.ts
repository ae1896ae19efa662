/** Stands where a capability is being built. */
export function pending(): never {
  throw new Error('not built yet');
}
