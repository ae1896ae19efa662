import type { Action } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { showToast } from '../app/toast.ts';
import { subjects, toSelected } from '../library/selected.ts';
import { citeAll } from './cite-all.ts';
import { cite } from './cite-state.ts';
import { copy } from './hand-over.ts';

/** Copying follows the key press: more papers would take longer than a browser lets it. */
const MOST_COPIED = 500;

const onSelected = (
  id: string,
  title: string,
  keys: readonly string[],
  run: () => void,
): Action => ({
  id: `library.${id}`,
  title,
  keys,
  scope: 'library',
  when: () => subjects() !== null,
  run,
});

/** References to the papers that are selected. */
export const CITE_ACTIONS: readonly Action[] = [
  onSelected('cite', t.actions.cite, ['c', 'Mod+Shift+C'], () => toSelected(cite)),
  onSelected('copy-citation', t.actions.copyCitation, ['Shift+C'], () =>
    toSelected((ids) => (ids.length > MOST_COPIED ? cite(ids) : copyCitation(ids))),
  ),
];

async function copyCitation(ids: readonly string[]): Promise<void> {
  const { signal } = new AbortController();
  const written = await citeAll(ids, { format: 'formatted' }, { signal, onDone: () => {} });
  if (typeof written === 'string') return showToast(t.cite.failures[written]);
  const isCopied = copy(written.text, written.html);
  showToast(isCopied ? t.cite.copied(written.papers) : t.cite.failures.copy);
}
