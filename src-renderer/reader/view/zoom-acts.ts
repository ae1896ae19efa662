import type { Action } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import { ACTUAL_SIZE } from '../engine/index.ts';
import type { ReaderSession } from '../reader-session.ts';

/** Zooms that can be chosen by name, per cent of the actual size. */
export const ZOOM_CHOICES = [50, 75, 100, 125, 150, 200, 400, 800] as const;

/** The acts that zoom to a size of a menu. */
export function zoomToActions({ session }: { readonly session: ReaderSession }): Action[] {
  return ZOOM_CHOICES.map((percent) => ({
    id: `reader.zoomTo.${percent}`,
    title: t.view.zoomTo(percent),
    keys: [],
    scope: 'reader',
    run: () => session.engine.setZoom((percent / 100) * ACTUAL_SIZE),
  }));
}
