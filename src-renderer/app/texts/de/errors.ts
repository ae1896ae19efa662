import type { FileReason, UpstreamFailure } from '../../../../src-shared/contract/index.ts';
import { errorTexts as english } from '../en/errors.ts';
import { formatClock } from '../format.ts';

const nameOf = english.upstreamName;

function sentenceOf({ reason, host, status, retryAt }: UpstreamFailure, now: number): string {
  const name = nameOf(host);
  switch (reason) {
    case 'offline':
      return 'Keine Verbindung';
    case 'timeout':
      return `${name} hat nicht rechtzeitig geantwortet`;
    case 'rate-limited':
      return retryAt === null
        ? `${name} bittet zu warten`
        : `${name} bittet, bis ${formatClock(retryAt, now)} zu warten`;
    case 'refused':
      return `${name} hat die Anfrage abgelehnt`;
    case 'not-found':
      return `${name} kennt das nicht`;
    case 'bad-request':
      return `${name} hat die Anfrage nicht verstanden`;
    case 'server-error':
      return status === null
        ? `${name} hat selbst eine Störung`
        : `${name} hat selbst eine Störung (${status})`;
    case 'not-json':
    case 'not-xml':
    case 'bad-shape':
      return `${name} hat etwas Unerwartetes geantwortet`;
    case 'too-large':
      return `${name} hat mit mehr geantwortet, als angenommen wird`;
    case 'cancelled':
      return 'Angehalten';
  }
}

const FILE_REASONS: Readonly<Record<FileReason, string>> = {
  offline: 'Keine Verbindung.',
  timeout: 'Der Server hat nicht rechtzeitig geantwortet.',
  'rate-limited': 'Der Server bittet zu warten.',
  refused: 'Der Server gibt die PDF nicht heraus.',
  'not-found': 'An ihrer Adresse liegt keine PDF.',
  'bad-request': 'Der Server hat die Anfrage nicht verstanden.',
  'server-error': 'Der Server hat selbst eine Störung.',
  'not-json': 'Der Server hat etwas Unerwartetes geantwortet.',
  'not-xml': 'Der Server hat etwas Unerwartetes geantwortet.',
  'bad-shape': 'Der Server hat etwas Unerwartetes geantwortet.',
  'too-large': 'Die Datei ist größer, als angenommen wird.',
  cancelled: 'Angehalten.',
  'not-pdf': 'Der Server hat eine Webseite statt der PDF gesendet.',
  truncated: 'Die PDF kam unvollständig an.',
  empty: 'Der Server hat eine leere Datei gesendet.',
  damaged: 'Die PDF ist beschädigt und lässt sich nicht öffnen.',
  'disk-full': 'Der Datenträger ist voll. Bitte Platz schaffen und erneut versuchen.',
  'disk-error': 'Die Datei konnte nicht geschrieben werden.',
  'no-source': 'Es ist nicht bekannt, woher diese PDF zu laden wäre.',
  quota:
    'Der Platz für PDFs ist aufgebraucht. In den Einstellungen lässt sich die Grenze anheben oder Platz schaffen.',
};

/** Reasons of the core as sentences that a user can read. */
export const errorTexts: typeof english = {
  upstream: sentenceOf,
  upstreamName: nameOf,
  file: (reason) =>
    (FILE_REASONS as Readonly<Record<string, string>>)[reason] ?? `Fehlgeschlagen (${reason}).`,
  fileTitle: 'Die PDF konnte nicht geladen werden.',
  core: 'Der Kern konnte nicht antworten. Bitte gleich noch einmal versuchen.',
};
