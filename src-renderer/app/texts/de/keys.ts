import type { keysTexts as english } from '../en/keys.ts';
import { formatNumber, plural } from '../format.ts';

/** Keys by their names, and the settings' section of keys. */
export const keysTexts: typeof english = {
  names: {
    Mod: 'Strg',
    Alt: 'Alt',
    Shift: 'Umschalt',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Enter: 'Eingabe',
    Escape: 'Esc',
    PageUp: 'Bild ↑',
    PageDown: 'Bild ↓',
    Home: 'Pos 1',
    End: 'Ende',
    Delete: 'Entf',
    Backspace: 'Rücktaste',
    Tab: 'Tab',
    Space: 'Leertaste',
    Plus: '+',
  },
  followedBy: 'dann',
  hint: 'Ein Befehl kann mehrere Tasten haben, auch nacheinander gedrückte wie G dann G.',
  filter: 'Befehle oder Tasten filtern',
  none: 'Kein Befehl und keine Taste entspricht dem.',
  found: (count) => plural(count, 'Befehl', 'Befehle'),
  noKeys: 'Keine Taste',
  changed: 'geändert',
  add: 'Taste hinzufügen',
  addTo: (title) => `Taste hinzufügen: ${title}`,
  remove: (keys, title) => `${keys} entfernen: ${title}`,
  reset: 'Zurücksetzen',
  resetOf: (title) => `Tasten zurücksetzen: ${title}`,
  resetAll: 'Alle Tasten zurücksetzen',
  allReset: 'Alle Tasten sind wieder wie zu Beginn.',
  record: {
    label: (title) => `Neue Taste drücken: ${title}`,
    empty: 'Taste drücken …',
    hint: 'Auf Wunsch danach eine zweite. Gespeichert wird mit der Schaltfläche; Tab führt zu ihr.',
    save: 'Speichern',
    cancel: 'Abbrechen',
    taken: (keys) => `${keys} ist nicht zu haben: Das System oder der Browser behält sie.`,
    full: 'Mehr als acht Tasten sind nicht möglich.',
  },
  conflict: (keys, other, where) => `${keys} ist auch „${other}“ (${where})`,
  prefix: (keys, longer, other, where) =>
    `Mit ${keys} beginnt ${longer}, das „${other}“ ist (${where})`,
  take: 'Dort wegnehmen',
  takeFrom: (keys, other) => `${keys} von „${other}“ wegnehmen`,
  conflicts: (count) =>
    count === 1
      ? 'Eine Taste hat zwei Befehle'
      : `${formatNumber(count)} Tasten haben zwei Befehle`,
};
