import type { VirtualItem } from '@tanstack/react-virtual';

/** How far a list was scrolled, with the heights that its lines had. */
export type ListPlace = {
  readonly viewId: string;
  readonly offset: number;
  readonly measurements: VirtualItem[];
};

const places = new Map<string, ListPlace>();

/** Keeps where a section's list was when it was left. */
export const keepPlace = (section: string, place: ListPlace): void => {
  places.set(section, place);
};

/** Where a section's list was left; undefined where that was another view of it. */
export function placeIn(section: string, viewId: string | undefined): ListPlace | undefined {
  const place = places.get(section);
  return place?.viewId === viewId ? place : undefined;
}
