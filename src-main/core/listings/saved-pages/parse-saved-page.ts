import { decodePage } from './decode.ts';
import { isHtml, isMarkup, parseHtmlPage } from './html-page.ts';
import { parseJsonPage } from './json-page.ts';
import { type FileFacts, parseTextPage } from './text-page.ts';
import { type SavedPage, unknownPage } from './types.ts';

/**
 * Reads a saved listing page (LIST-7): a text copy in layout A, B, C or D, a saved web page, or raw
 * JSON of the API. What it is, its content tells; `name`, the file's, is read only for a day that may
 * stand in it. `savedOn`, `YYYY-MM-DD`, is a day on which the file was there already (its time of
 * change), where known: it bounds the year that pages leave out. Pure; takes time and memory linear
 * in the bytes; never throws.
 */
export function parseSavedPage(
  name: string,
  bytes: Uint8Array,
  savedOn: string | null = null,
): SavedPage {
  const decoded = decodePage(bytes);
  if (!decoded.ok) return unknownPage(decoded.reason);
  const { text } = decoded;
  if (isHtml(text)) {
    const page = parseHtmlPage(text);
    if (page.layout === 'html' || isMarkup(text)) return page;
  }
  return parseJsonOrText(text, { name, savedOn });
}

/** A title may begin with a bracket, too: JSON without a paper must be nothing else. */
function parseJsonOrText(text: string, file: FileFacts): SavedPage {
  const start = text.search(/\S/);
  if (text[start] !== '[' && text[start] !== '{') return parseTextPage(text, file);
  const { isJson, ...page } = parseJsonPage(text);
  if (page.papers.length > 0) return page;
  const textPage = parseTextPage(text, file);
  const isMeantAsJson = isJson || /^.\s{0,64}["[{]/.test(text.slice(start, start + 70));
  return isMeantAsJson && textPage.layout === 'unknown' ? page : textPage;
}
