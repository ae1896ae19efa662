import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';

/** A link to a paper's code or page. */
export type PaperLink = {
  readonly href: string;
  readonly title: string;
  /** The address without its scheme, for reading. */
  readonly address: string;
  readonly note: string | null;
};

const texts = t.library.details;

/** A paper's links; an address that is not https is left out, whatever an upstream says. */
export function linksOf(
  paper: Pick<PaperDetails, 'githubRepo' | 'githubStars' | 'projectPage'>,
): PaperLink[] {
  const { githubRepo, githubStars, projectPage } = paper;
  const stars = githubStars === null ? null : texts.stars(githubStars);
  return [toLink(texts.code, githubRepo, stars), toLink(texts.project, projectPage, null)].filter(
    (link) => link !== null,
  );
}

function toLink(title: string, text: string | null, note: string | null): PaperLink | null {
  const url = text !== null && URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:') return null;
  const address = `${url.host}${url.pathname}`.replace(/\/$/, '');
  return { href: url.href, title, address, note };
}
