import { useState } from 'react';
import type { SavedSearch } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { searchSectionId } from '../library/sections.ts';
import { showSection } from '../library/show-section.ts';
import { FormDialog, TextField } from '../ui/form-dialog.tsx';
import { changeSearch, saveSearch, shownSearches } from './acts.ts';
import { useSubject } from './subject.ts';

const texts = t.searches;
const MAX_NAME = 200;
const MAX_QUERY = 10_000;

/** Asks for the name under which a query is kept, or changes name and query of a saved search. */
export function NamingSearch() {
  const naming = useSubject((state) => state.naming);
  if (naming === null) return null;
  if ('query' in naming) return <SearchForm known={null} query={naming.query} />;
  const known = shownSearches().find(({ id }) => id === naming.id);
  return known ? <SearchForm known={known} query={known.query} /> : null;
}

const close = (): void => useSubject.setState({ naming: null });

function SearchForm({ known, query: former }: { known: SavedSearch | null; query: string }) {
  const [name, setName] = useState(known?.name ?? former.slice(0, MAX_NAME));
  const [query, setQuery] = useState(former);
  const save = (): void => {
    const said = { name: name.trim(), query: query.trim() };
    if (known) changeSearch({ id: known.id, ...said });
    else showSection(searchSectionId(saveSearch(said.name, said.query)));
  };
  return (
    <FormDialog
      title={known ? texts.changeTitle : texts.saveTitle}
      submit={t.collections.save}
      cancel={t.collections.cancel}
      disabled={name.trim() === '' || query.trim() === ''}
      onSubmit={save}
      onClose={close}
    >
      <TextField label={texts.name} value={name} maxLength={MAX_NAME} onChange={setName} />
      <TextField label={texts.query} value={query} maxLength={MAX_QUERY} onChange={setQuery} />
    </FormDialog>
  );
}
