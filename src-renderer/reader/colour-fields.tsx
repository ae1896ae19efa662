import { type KeyboardEvent, useState } from 'react';
import type { MarkColour } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { changeSettings } from '../settings/setting-acts.ts';
import css from './colour-fields.module.css';
import { COLOURS, type ColourNames } from './colour-names.ts';

const texts = t.settings.general;
const MAX_NAME = 40;

/** The names with one changed; a colour without a name of the user's has its usual one. */
export function renamed(names: ColourNames, colour: MarkColour, typed: string): ColourNames {
  const name = typed.trim().slice(0, MAX_NAME);
  const { [colour]: _, ...others } = names;
  return name === '' || name === t.reader.colours[colour] ? others : { ...others, [colour]: name };
}

function NameField({ colour, names }: { colour: MarkColour; names: ColourNames }) {
  const [draft, setDraft] = useState<string | null>(null);
  const kept = names[colour] ?? '';
  const commit = (): void => {
    setDraft(null);
    if (draft === null || draft.trim() === kept) return;
    changeSettings({ colourNames: renamed(names, colour, draft) });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && draft !== null) {
      event.preventDefault();
      setDraft(null);
    }
  };
  return (
    <label className={css.name}>
      <span className={css.swatch} style={{ backgroundColor: `var(--mark-${colour})` }} />
      <span className="visually-hidden">{texts.nameOf(t.reader.colours[colour])}</span>
      <input
        value={draft ?? kept}
        placeholder={t.reader.colours[colour]}
        maxLength={MAX_NAME}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={commit}
        onKeyDown={onKey}
      />
    </label>
  );
}

/** What the user calls the five colours; an empty field has the usual name. */
export function ColourNamesFields({ names }: { readonly names: ColourNames }) {
  return (
    <fieldset className={css.names}>
      <legend>{texts.colourNames}</legend>
      {COLOURS.map((colour) => (
        <NameField key={colour} colour={colour} names={names} />
      ))}
    </fieldset>
  );
}
