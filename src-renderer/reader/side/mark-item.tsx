import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import { anchorText } from '../../../src-shared/pdf/index.ts';
import { formatAge } from '../../app/texts/format.ts';
import { t } from '../../app/texts/index.ts';
import { colourTitle } from '../colour-names.ts';
import { swatchClass, useColourNames } from '../colours.tsx';
import { MarkTags } from './mark-details.tsx';
import css from './mark-item.module.css';
import side from './side.module.css';

type ItemProps = {
  readonly mark: Annotation;
  /** From 0; null where the words are not in this file. */
  readonly page: number | null;
  readonly now: number;
  readonly selected: boolean;
  /** In the list's tab order; the arrow keys go to the others. */
  readonly reachable: boolean;
  readonly onGo: () => void;
  readonly onDelete: () => void;
  readonly onFocus: () => void;
  /** What can be changed of it, in place of what can be read. */
  readonly details: ReactNode;
};

/** A mark in the side list. */
export function MarkItem(props: ItemProps) {
  const { mark, page, now, selected, reachable, details, onGo, onDelete, onFocus } = props;
  const words = anchorText(mark.anchor);
  const name = colourTitle(mark.colour, useColourNames());
  const shown = (page ?? mark.anchor.pages[0]?.page ?? 0) + 1;
  return (
    <li className={`${css.item} ${selected ? css.itemSelected : ''}`}>
      <button
        type="button"
        className={css.itemButton}
        data-mark-item={mark.id}
        tabIndex={reachable ? 0 : -1}
        aria-current={selected ? 'true' : undefined}
        aria-keyshortcuts="Delete"
        onClick={onGo}
        onFocus={onFocus}
      >
        <span className="visually-hidden">{t.reader.list.lead(mark.kind, name, shown)} </span>
        <q className={`${css.quote} ${swatchClass(mark.colour)}`}>
          {words || t.reader.kinds[mark.kind]}
        </q>
        {details === null && mark.comment !== '' && (
          <span className={side.comment} dir="auto">
            {mark.comment}
          </span>
        )}
        <span className={css.where}>
          {mark.kind === 'highlight' ? null : `${t.reader.kinds[mark.kind]} · `}
          {t.reader.list.where(shown, formatAge(mark.createdAt, now))}
          {page === null && <span className={css.lost}> · {t.reader.list.lost}</span>}
        </span>
        {details === null && <MarkTags tags={mark.tags} />}
      </button>
      <button
        type="button"
        className={css.itemDelete}
        tabIndex={-1}
        aria-label={t.reader.acts.removeMark}
        title={t.reader.acts.removeMark}
        onClick={onDelete}
      >
        <X size="1.1em" aria-hidden />
      </button>
      {details}
    </li>
  );
}
