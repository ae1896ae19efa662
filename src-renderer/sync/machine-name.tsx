import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { SyncMachine } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { invalidate, keys } from '../queries.ts';
import table from '../settings/table.module.css';
import { useAct } from '../settings/use-act.ts';
import { Button } from '../ui/button.tsx';
import css from './sync.module.css';

const texts = t.sync.machines;

type Props = {
  readonly machine: SyncMachine;
  readonly onRenamed: (name: string) => void;
  /** The cells between the name and the acts. */
  readonly children: ReactNode;
};

/** A machine's name, which is changed in its place. */
export function MachineName({ machine, onRenamed, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const acts = useRef<HTMLTableCellElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    // The form takes the focus along when it goes, and its button is there only after that.
    if (wasOpen.current && !isOpen) acts.current?.querySelector('button')?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const { name, isThis } = machine;
  return (
    <>
      <th scope="row" className={css.name}>
        {isOpen ? (
          <NameForm machine={machine} onRenamed={onRenamed} onClose={() => setOpen(false)} />
        ) : (
          <>
            <bdi>{name}</bdi>
            {isThis ? <span className={css.hint}> · {texts.isThis}</span> : null}
          </>
        )}
      </th>
      {children}
      <td ref={acts} className={table.acts}>
        {isOpen ? null : (
          <Button label={texts.renameOf(name)} onPress={() => setOpen(true)}>
            {texts.rename}
          </Button>
        )}
      </td>
    </>
  );
}

type FormProps = Omit<Props, 'children'> & { readonly onClose: () => void };

function NameForm({ machine, onRenamed, onClose }: FormProps) {
  const [typed, setTyped] = useState(machine.name);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.select(), []);
  const rename = useAct(async (name: string) => {
    await client.sync.nameMachine({ mutationId: crypto.randomUUID(), id: machine.id, name });
    await invalidate(keys.sync);
    onRenamed(name);
    onClose();
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const name = typed.trim();
    if (name === '' || name === machine.name) onClose();
    else if (!rename.busy) rename.run(name);
  };
  return (
    <form
      className={css.rename}
      onSubmit={send}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <input
        ref={field}
        type="text"
        dir="auto"
        aria-label={texts.nameOf(machine.name)}
        aria-invalid={rename.failed ? true : undefined}
        aria-describedby={rename.failed ? id : undefined}
        maxLength={80}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button primary submits>
        {texts.save}
      </Button>
      <Button onPress={onClose}>{texts.cancel}</Button>
      {rename.failed ? (
        <p id={id} className={css.problem} role="alert">
          {t.sync.failed}
        </p>
      ) : null}
    </form>
  );
}
