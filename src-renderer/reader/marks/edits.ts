import type { Annotation, MarkColour } from '../../../src-shared/contract/index.ts';

/**
 * One change to a paper's marks. `create` makes a mark that never was; `restore` brings a deleted
 * one back (deletion is a field, so that nothing is ever made twice).
 */
export type Edit =
  | { readonly kind: 'create' | 'restore' | 'delete'; readonly annotation: Annotation }
  | {
      readonly kind: 'recolour';
      readonly id: string;
      readonly from: MarkColour;
      readonly to: MarkColour;
    };

/** The edit that takes another back. */
export function inverseOf(edit: Edit): Edit {
  switch (edit.kind) {
    case 'create':
    case 'restore':
      return { kind: 'delete', annotation: edit.annotation };
    case 'delete':
      return { kind: 'restore', annotation: edit.annotation };
    case 'recolour':
      return { ...edit, from: edit.to, to: edit.from };
  }
}

/** The edit that does another again after it was taken back: a mark is made only once. */
export function againOf(edit: Edit): Edit {
  return edit.kind === 'create' ? { kind: 'restore', annotation: edit.annotation } : edit;
}

/** The marks after an edit; in reading order. Done twice, it changes nothing more. */
export function applyEdit(marks: readonly Annotation[], edit: Edit): readonly Annotation[] {
  switch (edit.kind) {
    case 'create':
    case 'restore':
      return marks.some(({ id }) => id === edit.annotation.id)
        ? marks
        : [...marks, edit.annotation].sort(inReadingOrder);
    case 'delete':
      return marks.filter(({ id }) => id !== edit.annotation.id);
    case 'recolour':
      return marks.map((mark) => (mark.id === edit.id ? { ...mark, colour: edit.to } : mark));
  }
}

/** Orders marks as the paper is read; of marks at one place the older one first. */
export function inReadingOrder(a: Annotation, b: Annotation): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}
