import type {
  Annotation,
  AnnotationPatch,
  MarkAnchor,
  MarkColour,
  TextMarkKind,
} from '../../../src-shared/contract/index.ts';

/** What can be changed of a mark that is there; what is not named stays. */
export type MarkFields = {
  readonly kind?: TextMarkKind;
  readonly colour?: MarkColour;
  readonly comment?: string;
  readonly tags?: readonly string[];
  readonly anchor?: MarkAnchor;
};

/**
 * One change to a paper's marks. `create` makes a mark that never was; `restore` brings a deleted
 * one back (deletion is a field, so that nothing is ever made twice). `from` and `to` of a change
 * name the same fields.
 */
export type Edit =
  | { readonly kind: 'create' | 'restore' | 'delete'; readonly annotation: Annotation }
  | {
      readonly kind: 'change';
      readonly id: string;
      readonly from: MarkFields;
      readonly to: MarkFields;
    };

/** The change of a mark to other values; undefined where nothing would be different. */
export function changeOf(mark: Annotation, wanted: MarkFields): Edit | undefined {
  const names = (Object.keys(wanted) as (keyof MarkFields)[]).filter(
    (name) => JSON.stringify(wanted[name]) !== JSON.stringify(mark[name]),
  );
  if (names.length === 0) return undefined;
  const only = (all: MarkFields): MarkFields =>
    Object.fromEntries(names.map((name) => [name, all[name]]));
  return { kind: 'change', id: mark.id, from: only(mark as MarkFields), to: only(wanted) };
}

/** What a change asks of the core; tags are a set, of which only what differs is told. */
export function patchOf({ from, to }: Extract<Edit, { kind: 'change' }>): AnnotationPatch {
  const { tags, ...values } = to;
  if (!tags) return values;
  const before = from.tags ?? [];
  return {
    ...values,
    tagsAdded: tags.filter((one) => !before.includes(one)),
    tagsRemoved: before.filter((one) => !tags.includes(one)),
  };
}

/** The edit that takes another back. */
export function inverseOf(edit: Edit): Edit {
  switch (edit.kind) {
    case 'create':
    case 'restore':
      return { kind: 'delete', annotation: edit.annotation };
    case 'delete':
      return { kind: 'restore', annotation: edit.annotation };
    case 'change':
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
    case 'change':
      return marks.map((mark) => (mark.id === edit.id ? { ...mark, ...edit.to } : mark));
  }
}

/** Orders marks as the paper is read; of marks at one place the older one first. */
export function inReadingOrder(a: Annotation, b: Annotation): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}
