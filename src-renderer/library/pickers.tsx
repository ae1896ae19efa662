import { type Action, useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { CollectionPicker } from '../collections/pickers/collection-picker.tsx';
import { TagPicker } from '../tags/tag-picker.tsx';
import { pickFor, usePicking } from './picking.ts';
import { subjects } from './selected.ts';

const picking = (
  id: string,
  title: string,
  keys: readonly string[],
  kind: 'tags' | 'collections',
): Action => ({
  id: `library.${id}`,
  title,
  keys,
  scope: 'library',
  when: () => subjects() !== null,
  run: () => pickFor(kind),
});

const ACTIONS: readonly Action[] = [
  picking('tag', t.actions.tag, ['l', '#'], 'tags'),
  picking('collect', t.actions.collect, ['v'], 'collections'),
];

/** The open picker of tags or of collections, and the acts that open them. */
export function Pickers() {
  useActions(ACTIONS);
  const open = usePicking((state) => state.picking);
  if (open === null) return null;
  return open.kind === 'tags' ? <TagPicker picking={open} /> : <CollectionPicker picking={open} />;
}
