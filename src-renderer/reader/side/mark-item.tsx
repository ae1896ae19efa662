import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import { anchorText } from '../../../src-shared/pdf/index.ts';
import { formatAge } from '../../app/texts/format.ts';
import { t } from '../../app/texts/index.ts';
import { colourTitle } from '../colour-names.ts';
import { swatchClass, useColourNames } from '../colours.tsx';
import { SURE } from '../marks/carried.ts';
import { MarkTags } from './mark-details.tsx';
import css from './mark-item.module.css';
import side from './side.module.css';

type ItemProps = {
  readonly mark: Annotation;
  /** From 0; null where the words are not in this file. */
  readonly page: number | null;
  /** How surely its words were found here; of a mark of this very file, undefined. */
  readonly confidence: number | undefined;
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

/** Says of a mark of another version that it was not found, or that it may lie elsewhere. */
function Sureness({ found, confidence }: { found: boolean; confidence: number | undefined }) {
  const percent = Math.round(100 * (confidence ?? 0));
  if (found && (confidence ?? 1) >= SURE) return null;
  return (
    <span className={css.lost}>
      {' · '}
      {found ? t.reader.list.carried(percent) : t.reader.list.lost}
      {!found && percent > 0 && ` · ${t.reader.list.likest(percent)}`}
    </span>
  );
}

/** A mark in the side list. */
export function MarkItem(props: ItemProps) {
  const { mark, page, confidence, now, selected, reachable, details, onGo, onDelete, onFocus } =
    props;
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
          <Sureness found={page !== null} confidence={confidence} />
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
