/** Milliseconds since the epoch as an ISO 8601 text; null stays null, and so does what no calendar has. */
export function isoTime(time: number | null): string | null {
  const date = new Date(time ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
