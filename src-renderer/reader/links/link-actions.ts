import type { Action } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import type { ReaderSession } from '../reader-session.ts';
import type { LinkPreview } from './link-preview.ts';
import {
  type CitedPaper,
  type CitedReference,
  openCited,
  searchCited,
  showCitedBeside,
} from './reference-acts.ts';

const { acts } = t.links;

/** What a user can do with the links of the open document. */
export function linkActions({ session }: { readonly session: ReaderSession }): Action[] {
  const { links } = session;
  const { jumps } = links;
  const act = (id: string, title: string, keys: readonly string[], run: () => void): Action => ({
    id: `reader.${id}`,
    title,
    keys,
    scope: 'reader',
    run,
  });
  return [
    {
      ...act('back', acts.back, ['Alt+ArrowLeft'], () => jumps.back()),
      when: () => jumps.state.getState().canBack,
    },
    {
      ...act('forward', acts.forward, ['Alt+ArrowRight'], () => jumps.forward()),
      when: () => jumps.state.getState().canForward,
    },
    act('links', acts.links, ['Shift+L'], () => links.focus()),
    {
      ...act('followLink', acts.follow, ['Enter'], () => {
        const link = session.linkOfMark;
        if (link) void links.follow(link);
      }),
      when: () => session.linkOfMark !== undefined,
    },
    {
      ...act('previewLink', acts.preview, ['v'], () => links.togglePreview()),
      when: () => links.focused !== null,
    },
    {
      ...act('closePreview', acts.closePreview, ['Escape'], () => links.preview.close()),
      when: () => links.preview.isShown,
    },
    ...referenceActions(links.preview),
  ];
}

/** What can be done with the reference on the card. */
function referenceActions(preview: LinkPreview): Action[] {
  const act = (
    id: string,
    [title, ...keys]: readonly [string, ...string[]],
    run: (reference: CitedReference) => void,
    can: (reference: CitedReference) => boolean,
  ): Action => ({
    id: `reader.${id}`,
    title,
    keys,
    scope: 'reader',
    when: () => preview.reference !== null && can(preview.reference),
    run: () => {
      const { reference } = preview;
      if (reference) run(reference);
    },
  });
  const withPaper = (does: (paper: CitedPaper) => void) => (reference: CitedReference) => {
    const { paper } = reference;
    preview.close();
    if (paper) does(paper);
  };
  const isHere = ({ paper }: CitedReference) => Boolean(paper);
  return [
    act('openReference', [acts.openReference, 'o'], withPaper(openCited), isHere),
    act('besideReference', [acts.besideReference, 'b'], withPaper(showCitedBeside), isHere),
    act(
      'addReference',
      [acts.addReference, 'a'],
      () => void preview.add(),
      ({ paper, said }) => paper === null && said.arxivId !== null,
    ),
    act(
      'findReference',
      [acts.findReference, 's'],
      (reference) => {
        preview.close();
        searchCited(reference);
      },
      ({ paper }) => paper === null,
    ),
  ];
}
