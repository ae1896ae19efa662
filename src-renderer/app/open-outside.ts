const OUTSIDE = /^(?:https?|mailto):$/;

/** Whether an address may be handed to the system: of the web, or of mail (READ-8). */
export const isOutside = (url: string): boolean => OUTSIDE.test(URL.parse(url)?.protocol ?? '');

/** Asks the system's browser to open an address; does nothing where it is of another kind. */
export function openOutside(url: string): void {
  if (isOutside(url)) window.open(url, '_blank', 'noopener,noreferrer');
}
