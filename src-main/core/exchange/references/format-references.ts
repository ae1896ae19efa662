import { createRequire } from 'node:module';
import type * as Citeproc from '@citeproc-rs/wasm';
import type { CslItem } from './csl-item.ts';

/** A reference as people read it. `html` has no other markup than the processor's. */
export type Formatted = {
  readonly text: string;
  readonly html: string;
  /** How a text cites it. */
  readonly inline: string;
};

/** What a style says of itself, or why it is none that references can be set in. */
export type StyleCheck =
  | { readonly ok: true; readonly title: string; readonly uri: string }
  | { readonly ok: false };

/** Only the build for Node reads its own program from disk. */
const citeproc = createRequire(import.meta.url)('@citeproc-rs/wasm') as typeof Citeproc;

/** Most that are told apart among each other: the processor's work grows faster than their number. */
const MOST_ALIKE = 12;
/** Keeps the processor from taking what stands in a title for markup. */
const JOINER = '\u2060';

/** Sets references in a style, each in the order given. Throws where the style is none. */
export function formatReferences(style: string, items: readonly CslItem[]): Formatted[] {
  const { info } = citeproc.parseStyleMetadata(style);
  // With links of its own, the processor writes a DOI in another way than the style says.
  const formatOptions = { linkAnchors: false };
  const driver = new citeproc.Driver({
    ...{ style, formatOptions, bibliographyNoSort: true },
    format: 'html',
  });
  try {
    const plain = items.map(withoutMarkup);
    return info.citationFormat === 'author-date' || info.citationFormat === 'author'
      ? apart(driver, plain)
      : together(driver, plain);
  } finally {
    driver.free();
  }
}

/** Whether references can be set in it; styles that only refer to another one cannot stand alone. */
export function checkStyle(style: string): StyleCheck {
  try {
    const { info, independentMeta } = citeproc.parseStyleMetadata(style);
    if (!independentMeta?.hasBibliography) return { ok: false };
    formatReferences(style, [SAMPLE]);
    return { ok: true, title: info.title.value, uri: info.id };
  } catch {
    return { ok: false };
  }
}

const SAMPLE: CslItem = { id: 'sample', type: 'article-journal', title: 'Sample' };

/** Each alone, and those that look the same in the text once more among each other. */
function apart(driver: Citeproc.Driver, items: readonly CslItem[]): Formatted[] {
  const formatted = items.map((item) => together(driver, [item])[0]!);
  const alike = Map.groupBy(items.keys(), (at) => formatted[at]!.inline);
  for (const places of alike.values()) {
    for (let start = 0; places.length > 1 && start < places.length; start += MOST_ALIKE) {
      const part = places.slice(start, start + MOST_ALIKE);
      const again = together(
        driver,
        part.map((at) => items[at]!),
      );
      for (const [n, at] of part.entries()) formatted[at] = again[n]!;
    }
  }
  return formatted;
}

function together(driver: Citeproc.Driver, items: readonly CslItem[]): Formatted[] {
  const named = items.map((item, at) => ({ ...item, id: `i${at}` }));
  driver.resetReferences(named);
  driver.initClusters(named.map(({ id }) => ({ id, cites: [{ id }] })));
  driver.setClusterOrder(named.map(({ id }) => ({ id })));
  const { allClusters, bibEntries } = driver.fullRender();
  const inlines = new Map(
    allClusters instanceof Map ? allClusters : Object.entries(allClusters as object),
  ) as Map<string, string>;
  const entries = new Map(bibEntries.map(({ id, value }) => [id, value]));
  return named.map(({ id }) => toFormatted(entries.get(id) ?? '', inlines.get(id) ?? ''));
}

function toFormatted(entry: string, inline: string): Formatted {
  const html = entry.replaceAll(JOINER, '');
  return { html, text: textOf(entry), inline: textOf(inline) };
}

/** The words of the processor's own markup. */
function textOf(html: string): string {
  const text = html
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot|#39|#x27);/g, (_, name: string) => ENTITIES[name]!);
  return text.replaceAll(JOINER, '').replace(/\s+/g, ' ').trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  '#39': "'",
  '#x27': "'",
};

/** Titles, names and journals are words, whatever they look like; the processor knows some HTML. */
function withoutMarkup(item: CslItem): CslItem {
  const { abstract: _abstract, keyword: _keyword, ...rest } = item;
  return JSON.parse(
    JSON.stringify(rest, (_, value) =>
      typeof value === 'string' ? value.replaceAll('<', `<${JOINER}`) : value,
    ),
  ) as CslItem;
}
