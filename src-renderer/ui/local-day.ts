/** A calendar day of the user's time zone, `YYYY-MM-DD`; milliseconds. */
export function localDayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
