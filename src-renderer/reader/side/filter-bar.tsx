import type { Annotation, MarkKind } from '../../../src-shared/contract/index.ts';
import { t } from '../../app/texts/index.ts';
import { COLOURS, colourTitle, KINDS } from '../colour-names.ts';
import { swatchClass, useColourNames } from '../colours.tsx';
import shared from '../reader.module.css';
import { type MarkFilter, tagsOf } from './mark-filter.ts';
import css from './side.module.css';

const texts = t.reader.filter;

type FilterProps = {
  readonly filter: MarkFilter;
  readonly onFilter: (filter: MarkFilter) => void;
};

function ColourFilter({ filter, onFilter }: FilterProps) {
  const names = useColourNames();
  const { colours } = filter;
  return (
    <fieldset className={css.colours}>
      <legend className="visually-hidden">{texts.colours}</legend>
      {COLOURS.map((colour) => {
        const on = colours.includes(colour);
        const title = texts.only(colourTitle(colour, names));
        const next = on ? colours.filter((one) => one !== colour) : [...colours, colour];
        return (
          <button
            key={colour}
            type="button"
            className={`${shared.swatch} ${swatchClass(colour)}`}
            aria-label={title}
            title={title}
            aria-pressed={on}
            onClick={() => onFilter({ ...filter, colours: next })}
          />
        );
      })}
    </fieldset>
  );
}

/** Narrows the side list by words, colour, kind and tag; says how many marks are left. */
export function FilterBar(
  props: FilterProps & { readonly marks: readonly Annotation[]; readonly shown: number },
) {
  const { filter, onFilter, marks, shown } = props;
  const kinds = KINDS.filter((kind) => kind === filter.kind || marks.some((m) => m.kind === kind));
  const tags = tagsOf(marks);
  return (
    <search className={css.filter} aria-label={texts.label}>
      <input
        type="search"
        aria-label={texts.words}
        placeholder={texts.words}
        value={filter.text}
        onChange={({ target }) => onFilter({ ...filter, text: target.value })}
      />
      <ColourFilter filter={filter} onFilter={onFilter} />
      {(kinds.length > 1 || filter.kind !== null) && (
        <select
          aria-label={texts.kind}
          value={filter.kind ?? ''}
          onChange={({ target }) =>
            onFilter({ ...filter, kind: target.value === '' ? null : (target.value as MarkKind) })
          }
        >
          <option value="">{texts.allKinds}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t.reader.kinds[kind]}
            </option>
          ))}
        </select>
      )}
      {(tags.length > 0 || filter.tag !== null) && (
        <select
          aria-label={texts.tag}
          value={filter.tag ?? ''}
          onChange={({ target }) => onFilter({ ...filter, tag: target.value || null })}
        >
          <option value="">{texts.allTags}</option>
          {tags.map((tag) => (
            <option key={tag}>{tag}</option>
          ))}
        </select>
      )}
      <span className={shown === marks.length ? 'visually-hidden' : css.count} role="status">
        {texts.count(shown, marks.length)}
      </span>
    </search>
  );
}
