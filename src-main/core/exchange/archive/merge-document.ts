import { isDeepStrictEqual } from 'node:util';
import { fillPaper, type PaperFacts } from '../../listings/index.ts';
import { noteMarkdown } from '../../notes/index.ts';
import {
  type CollectionName,
  type Fields,
  fieldOf,
  mergeFields,
  sameField,
} from '../../store/index.ts';

/** A document of any collection, as an archive holds it. */
export type AnyDocument = { readonly id: string; readonly [key: string]: unknown };

/**
 * A known document after one of another library came: the user's by their fields' clocks, what
 * upstreams say by filling. The known one itself where nothing is to be written. Pure, idempotent.
 */
export function mergeDocument(
  collection: CollectionName,
  known: AnyDocument,
  told: AnyDocument,
): AnyDocument {
  if (isDeepStrictEqual(known, told)) return known;
  if (collection === 'papers') return mergePaperDocument(known, told);
  // Whichever library is asked, the same one of two targets counts.
  if (collection === 'aliases') return String(told.target) < String(known.target) ? told : known;
  const filled = filledWith(known, told);
  if (!known.fields || !told.fields) return filled;
  const fields = mergeUserFields(known.fields as Fields, told.fields as Fields);
  if (fields === known.fields) return filled;
  const merged = { ...filled, fields };
  return collection === 'notes' ? { ...merged, markdown: noteMarkdown(fields) } : merged;
}

function mergePaperDocument(known: AnyDocument, told: AnyDocument): AnyDocument {
  const facts = fillPaper(
    known.facts as unknown as PaperFacts,
    told.facts as unknown as PaperFacts,
  );
  const filled = filledWith(known, told);
  return facts === known.facts ? filled : { ...filled, facts };
}

/** What is null here, or not here at all, is taken; the known document itself where nothing is. */
function filledWith(known: AnyDocument, told: AnyDocument): AnyDocument {
  const news = Object.entries(told).filter(
    ([key, value]) => (value ?? null) !== null && (known[key] ?? null) === null,
  );
  return news.length === 0 ? known : { ...known, ...Object.fromEntries(news) };
}

/** The known fields themselves where the others add nothing. */
function mergeUserFields(known: Fields, told: Fields): Fields {
  const merged = mergeFields(known, told);
  const isSame = Object.entries(merged).every(([name, field]) =>
    sameField(fieldOf(known, name), field),
  );
  return isSame ? known : merged;
}
