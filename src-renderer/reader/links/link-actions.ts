import type { Action } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import type { ReaderSession } from '../reader-session.ts';

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
      ...act('previewLink', acts.preview, ['v'], () => links.togglePreview()),
      when: () => links.focused !== null,
    },
    {
      ...act('closePreview', acts.closePreview, ['Escape'], () => links.preview.hide()),
      when: () => links.preview.isShown,
    },
  ];
}
