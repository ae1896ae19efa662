import type { Backfill } from '../../../../src-shared/contract/index.ts';
import type { backfillTexts as english } from '../en/backfill.ts';
import { formatNumber, formatShortDay, plural } from '../format.ts';
import { errorTexts } from './errors.ts';

function state({ state, next, failure }: Backfill, now: number): string {
  switch (state) {
    case 'queued':
      return 'Kommt als Nächstes an die Reihe';
    case 'running':
      return next === null ? 'Läuft' : `Jetzt ${formatShortDay(next)}`;
    case 'waiting':
      return failure ? `Wartet: ${errorTexts.upstream(failure, now)}` : 'Wartet';
    case 'paused':
      return 'Angehalten';
    case 'done':
      return 'Fertig';
    case 'cancelled':
      return 'Abgebrochen';
  }
}

const range = (from: string, to: string): string =>
  from === to ? formatShortDay(from) : `${formatShortDay(from)} – ${formatShortDay(to)}`;

const ofDays = (count: number): string => plural(count, 'Tag', 'Tagen');

/** Earlier listings in the settings and in the status bar. */
export const backfillTexts: typeof english = {
  form: 'Frühere Tageslisten holen',
  hint: 'Tag für Tag im Hintergrund, die neuesten zuerst. Nach einem Neustart geht es weiter.',
  from: 'Von',
  to: 'Bis',
  quick: 'Zeiträume',
  lastMonth: 'Letzter Monat',
  thisYear: 'Dieses Jahr',
  everything: 'Alles',
  start: 'Holen',
  days: (count) => plural(count, 'Tag', 'Tage'),
  problems: {
    missing: 'Bitte beide Tage wählen.',
    order: 'Der erste Tag liegt nach dem letzten.',
    early: 'Die erste Tagesliste ist vom 4. Mai 2023.',
    future: 'Für einen künftigen Tag gibt es noch keine Liste.',
  },
  refused: {
    'bad-range': 'In diesem Zeitraum gibt es keine Tageslisten.',
    'not-found': 'Das gibt es nicht mehr.',
  },
  list: 'Fortschritt',
  none: 'Noch nichts angefordert.',
  range,
  progress: (done, total) => `${formatNumber(done)} von ${ofDays(total)}`,
  papers: (papers, fresh) =>
    `${plural(papers, 'Paper', 'Paper')}, davon ${formatNumber(fresh)} neu`,
  state,
  skipped: (count) => `${plural(count, 'Tag', 'Tage')} übergangen`,
  announced: (from, to, said) => `${range(from, to)}: ${said}`,
  pause: 'Anhalten',
  resume: 'Fortsetzen',
  cancel: 'Abbrechen',
  dismiss: 'Entfernen',
  act: (act, from, to) => `${act}: ${range(from, to)}`,
};
