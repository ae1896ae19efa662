import { type ChangeEvent, useId, useState } from 'react';
import type { NoteTemplate } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { BUILT_IN_TEMPLATES } from '../notes/templates/built-in.ts';
import { PLACEHOLDERS } from '../notes/templates/fill.ts';
import { Button } from '../ui/button.tsx';
import css from './note-templates.module.css';
import { Group } from './parts.tsx';
import { changeSettings } from './setting-acts.ts';

const texts = t.templates.settings;
const MAX_NAME = 60;
const MAX_BODY = 20_000;
const MOST = 50;

/** The templates with one changed; one without a name keeps the name that it had. */
export function withChanged(
  all: readonly NoteTemplate[],
  id: string,
  change: Partial<Omit<NoteTemplate, 'id'>>,
): NoteTemplate[] {
  return all.map((one) => {
    if (one.id !== id) return one;
    const name = (change.name ?? one.name).trim().slice(0, MAX_NAME);
    return { ...one, ...change, name: name === '' ? one.name : name };
  });
}

const change = (noteTemplates: NoteTemplate[]): void => changeSettings({ noteTemplates });

type FieldProps = {
  readonly label: string;
  readonly kept: string;
  readonly lines: boolean;
  readonly onKeep: (text: string) => void;
};

/** A field that is kept when it is left. */
function Field({ label, kept, lines, onKeep }: FieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const keep = (): void => {
    setDraft(null);
    if (draft !== null && draft !== kept) onKeep(draft);
  };
  const id = useId();
  const common = {
    id,
    value: draft ?? kept,
    onChange: ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      setDraft(target.value),
    onBlur: keep,
  };
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      {lines ? (
        <textarea {...common} rows={8} maxLength={MAX_BODY} />
      ) : (
        <input {...common} maxLength={MAX_NAME} />
      )}
    </div>
  );
}

/** The user's own templates of notes (NOTE-4). */
export function NoteTemplatesGroup({ templates }: { readonly templates: readonly NoteTemplate[] }) {
  const add = (body: string) =>
    change([...templates, { id: crypto.randomUUID(), name: texts.newName, body }]);
  return (
    <Group title={texts.title} hint={texts.hint}>
      <p className={css.places}>
        {PLACEHOLDERS.map((name) => (
          <code key={name}>{`{{${name}}}`}</code>
        ))}
      </p>
      {templates.map(({ id, name, body }) => (
        <fieldset key={id} className={css.template}>
          <legend className="visually-hidden">{name}</legend>
          <Field
            label={texts.name}
            kept={name}
            lines={false}
            onKeep={(text) => change(withChanged(templates, id, { name: text }))}
          />
          <Field
            label={texts.body}
            kept={body}
            lines
            onKeep={(text) => change(withChanged(templates, id, { body: text }))}
          />
          <Button
            label={texts.remove(name)}
            onPress={() => change(templates.filter((one) => one.id !== id))}
          >
            {t.reader.remove}
          </Button>
        </fieldset>
      ))}
      <div className={css.acts}>
        <Button disabled={templates.length >= MOST} onPress={() => add('# {{title}}\n\n')}>
          {texts.add}
        </Button>
        {BUILT_IN_TEMPLATES.map(({ id, name, body }) => (
          <Button key={id} disabled={templates.length >= MOST} onPress={() => add(body)}>
            {texts.addFrom(name)}
          </Button>
        ))}
      </div>
    </Group>
  );
}
