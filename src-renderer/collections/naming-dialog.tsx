import { useState } from 'react';
import { t } from '../app/texts/index.ts';
import { expand } from '../library/expanded.ts';
import { FormDialog, TextField } from '../ui/form-dialog.tsx';
import { createCollection, renameCollection, shownCollections } from './acts.ts';
import { useSubject } from './subject.ts';

const texts = t.collections;
const MAX_NAME = 200;

/** Asks for the name of a new collection, or another for one that is there. */
export function NamingCollection() {
  const naming = useSubject((state) => state.naming);
  if (naming === null) return null;
  return 'id' in naming ? <Renaming id={naming.id} /> : <Making parent={naming.parent} />;
}

const close = (): void => useSubject.setState({ naming: null });

const nameOf = (id: string): string => shownCollections().find((one) => one.id === id)?.name ?? '';

function Making({ parent }: { parent: string | null }) {
  const [name, setName] = useState('');
  const make = (): void => {
    createCollection(name.trim(), parent);
    if (parent !== null) expand(parent);
  };
  return (
    <FormDialog
      title={parent === null ? texts.new : texts.newInside(nameOf(parent))}
      submit={texts.create}
      cancel={texts.cancel}
      disabled={name.trim() === ''}
      onSubmit={make}
      onClose={close}
    >
      <TextField label={texts.name} value={name} maxLength={MAX_NAME} onChange={setName} />
    </FormDialog>
  );
}

function Renaming({ id }: { id: string }) {
  const [former] = useState(() => nameOf(id));
  const [name, setName] = useState(former);
  const rename = (): void => {
    if (name.trim() !== former) renameCollection(id, name.trim());
  };
  return (
    <FormDialog
      title={texts.rename(former)}
      submit={texts.save}
      cancel={texts.cancel}
      disabled={name.trim() === ''}
      onSubmit={rename}
      onClose={close}
    >
      <TextField label={texts.name} value={name} maxLength={MAX_NAME} onChange={setName} />
    </FormDialog>
  );
}
