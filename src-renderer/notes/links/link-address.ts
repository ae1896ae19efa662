const SCHEME = 'offprint:to/';

/** The address that a link to a paper or a note has in the editor. */
export const addressOfTarget = (target: string): string => SCHEME + target;

/** The paper or note that an address leads to; undefined where it leads elsewhere. */
export const targetOfAddress = (href: string): string | undefined =>
  href.startsWith(SCHEME) ? href.slice(SCHEME.length) : undefined;
