import { foldText } from '../../listings/index.ts';

const PARTICLE =
  'af|al|ap|ben|bin|da|de|degli|del|della|den|der|di|do|dos|du|el|ibn|la|le|ten|ter|van|vom|von|y|zu|zur';
const WORD = `(?:\\p{Lu}[\\p{L}\\p{M}'’.‐-]*|${PARTICLE}|d'\\p{Lu}\\p{L}+)`;
const NAME = new RegExp(
  `^\\p{Lu}[\\p{L}\\p{M}'’.‐-]*(?: ${WORD}){0,4} (?:d'|d’)?\\p{Lu}[\\p{L}\\p{M}'’‐-]+(?: (?:Jr|Sr)\\.?| I{2,3})?$`,
  'u',
);
const COLLABORATION =
  /^(?:the )?\p{Lu}[\p{L}\d-]*(?:(?: and| &|,)? \p{Lu}[\p{L}\d-]*)* Collaborations?$/u;

/** Words of affiliations, places, and headings, which look like names. */
const NO_NAME =
  /\b(?:abstract|academy|adobe|amazon|apple|article|association|author|authors|avenue|berlin|boston|brain|california|cambridge|campus|center|centre|city|college|company|computer|contents|corporation|deepmind|department|departamento|department of|dept|division|ecole|école|engineering|facebook|faculty|foundation|google|group|hospital|huawei|inc|index|information|institut|institute|instituto|intelligence|international|introduction|ibm|intel|italy|journal|keywords|kingdom|lab|laboratory|laboratories|labs|learning|limited|london|ltd|mathematics|meta|microsoft|mozilla|national|nvidia|openai|paper|paris|physics|planck|preprint|press|proceedings|republic|research|road|school|science|sciences|society|square|states|stanford|street|summary|systems|team|technical|technische|technologies|technology|tencent|the|title|tokyo|toronto|union|united|univ|universidad|universidade|università|universitat|universität|université|university|usa|version|zurich|zürich)\b/iu;

/** Whether a text is a person's full name, given name first, or a collaboration's. */
export function isPlainName(text: string): boolean {
  if (COLLABORATION.test(text)) return true;
  return text.length <= 60 && NAME.test(text) && !NO_NAME.test(text);
}

/** What stands between two names on one line. */
const BETWEEN = /\t|\^+|[∗*†‡§¶⋆]+|\s+(?:and|AND|&|und|et)\s+|^\s*(?:and|AND|&)\s+/u;

/** Whether a text may be a name beside others that are: "Weinan E". */
export function isLooseName(text: string): boolean {
  return (
    text.length <= 60 &&
    /^\p{Lu}[\p{L}\p{M}'’.‐-]*(?: \p{Lu}[\p{L}\p{M}'’.‐-]*){1,3}$/u.test(text) &&
    !NO_NAME.test(text)
  );
}

/**
 * The names in a list as people and programs write it: with commas, semicolons, tabs, "and",
 * marks (`^`, `∗`) between; "Last, First; Last, First" is turned. What is no name stays in.
 */
export function splitNames(list: string): string[] {
  const isTurned = list.includes(';') && list.split(';').every((one) => one.split(',').length <= 2);
  const parts = isTurned ? list.split(';').map(turned) : list.split(/[;,]/u);
  return parts
    .flatMap((part) => (COLLABORATION.test(part.trim()) ? [part] : part.split(BETWEEN)))
    .map((part) => foldText(lowered(part.replace(/^by\s+|[\d$#+,.]+$/giu, ''))))
    .filter((part) => part !== null);
}

/** "Fischer, Michael J." becomes "Michael J. Fischer". */
function turned(name: string): string {
  const [last, first] = name.split(',');
  return first?.trim() ? `${first.trim()} ${last!.trim()}` : name;
}

/** Names that are set in capitals, as people write them. */
function lowered(name: string): string {
  if (/\p{Ll}/u.test(name)) return name;
  return name.replace(/(?<=\p{Lu})[\p{Lu}\p{M}]+/gu, (rest) => rest.toLowerCase());
}
