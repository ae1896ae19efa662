import { type KeyboardEvent, useId, useState } from 'react';
import { t } from '../app/texts/index.ts';
import css from './number-field.module.css';

/** The number that a text says, or null where it is none from `min` to `max`. */
export function parseNumber(text: string, min: number, max: number | null): number | null {
  if (text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= min && (max === null || value <= max) ? value : null;
}

/** A number that counts when the field is left or Enter is pressed, and not with every digit. */
export function NumberField(props: {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly min: number;
  readonly max: number | null;
  readonly whole?: boolean;
  readonly onCommit: (value: number) => void;
}) {
  const { label, unit, value, min, max, whole, onCommit } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const id = useId();
  const parsed = draft === null ? value : parseNumber(draft, min, max);
  const fits = parsed !== null && !(whole && !Number.isInteger(parsed));
  const commit = (): void => {
    if (!fits || draft === null) return;
    setDraft(null);
    if (parsed !== value) onCommit(parsed);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && draft !== null) {
      event.preventDefault();
      setDraft(null);
    }
  };
  return (
    <span className={css.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        inputMode="decimal"
        step={whole ? 1 : 'any'}
        value={draft ?? value}
        aria-invalid={!fits || undefined}
        aria-describedby={`${id}-problem`}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={commit}
        onKeyDown={onKey}
      />
      <span>{unit}</span>
      <span id={`${id}-problem`} className={css.problem} role="status">
        {fits ? null : t.settings.notNumber(min, max)}
      </span>
    </span>
  );
}
