import { useId } from 'react';
import type { SyncTargetSetting } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import type { Draft, DraftField, Problems } from './draft.ts';
import { Field, SecretField } from './field.tsx';
import { problemWords } from './problem-words.ts';
import css from './sync.module.css';

const texts = t.sync.setUp;
const KINDS: readonly SyncTargetSetting['kind'][] = ['folder', 'webdav', 'couchdb'];

type Props = {
  readonly draft: Draft;
  readonly problems: Problems;
  readonly onChange: (patch: Partial<Draft>) => void;
};

/** Which kind of storage, and the few fields that it needs. */
export function TargetFields(props: Props) {
  const { draft, onChange } = props;
  return (
    <>
      <Kinds value={draft.kind} onChange={(kind) => onChange({ kind })} />
      {draft.kind === 'folder' ? <FolderFields {...props} /> : <ServerFields {...props} />}
    </>
  );
}

function Kinds(props: {
  readonly value: Draft['kind'];
  readonly onChange: (kind: Draft['kind']) => void;
}) {
  const id = useId();
  return (
    <fieldset className={css.options}>
      <legend>{texts.where}</legend>
      {KINDS.map((kind) => (
        <div key={kind} className={css.option}>
          <input
            id={`${id}-${kind}`}
            type="radio"
            name={id}
            checked={props.value === kind}
            aria-describedby={`${id}-${kind}-hint`}
            onChange={() => props.onChange(kind)}
          />
          <label htmlFor={`${id}-${kind}`}>{texts.kinds[kind]}</label>
          <p id={`${id}-${kind}-hint`} className={css.hint}>
            {texts.kindHints[kind]}
          </p>
        </div>
      ))}
    </fieldset>
  );
}

const isWindows = /Win/.test(navigator.platform);

function FolderFields(props: Props) {
  return (
    <Field
      {...fieldOf('path', props)}
      hint={texts.pathHint}
      maxLength={4_000}
      placeholder={texts.pathExamples[isWindows ? 'windows' : 'other']}
    />
  );
}

function ServerFields(props: Props) {
  const { kind } = props.draft;
  return (
    <>
      <Field
        {...fieldOf('url', props)}
        hint={texts.urlHint[kind === 'couchdb' ? 'couchdb' : 'webdav']}
        maxLength={2_000}
      />
      {kind === 'couchdb' ? <Field {...fieldOf('database', props)} maxLength={200} /> : null}
      <Field {...fieldOf('user', props)} maxLength={200} />
      <SecretField {...fieldOf('password', props)} />
    </>
  );
}

type TypedField = Exclude<DraftField, 'keep' | 'passphrase'>;

function fieldOf(name: TypedField, { draft, problems, onChange }: Props) {
  return {
    label: texts[name],
    value: draft[name],
    problem: problemWords(problems[name]),
    onChange: (value: string) => onChange({ [name]: value }),
  };
}
