import type { CslName, ReferenceFacts } from '../../listings/index.ts';
import { dateIn } from './dates.ts';
import { finishEntry } from './finish-entry.ts';
import { markdownOfHtml } from './html-notes.ts';
import { type RdfNode, readRdf } from './rdf-tree.ts';
import type { ReadReferences, ReferenceEntry, ReferenceProblem } from './types.ts';

const TYPES: Readonly<Record<string, string>> = {
  journalArticle: 'article-journal',
  magazineArticle: 'article-magazine',
  newspaperArticle: 'article-newspaper',
  conferencePaper: 'paper-conference',
  book: 'book',
  bookSection: 'chapter',
  thesis: 'thesis',
  report: 'report',
  manuscript: 'manuscript',
  dataset: 'dataset',
  computerProgram: 'software',
  webpage: 'webpage',
};
const NO_ITEMS = /^(?:z:Attachment|bib:Memo|z:Collection|bib:(?:Journal|Series|Book|Proceedings))$/;
const MOST_NESTED = 30;

/** Reads Zotero's RDF with its collections, notes and the paths of its files. */
export function readZotero(text: string): ReadReferences {
  const { nodes, damagedAt } = readRdf(text);
  const library = new Library(nodes);
  const entries: ReferenceEntry[] = [];
  const problems: ReferenceProblem[] = [];
  for (const node of nodes) {
    if (!isItem(node)) continue;
    const entry = library.entryOf(node);
    if (entry) entries.push(entry);
    else problems.push({ line: node.line, reason: 'no-title' });
  }
  if (damagedAt !== null) problems.push({ line: damagedAt, reason: 'bad-entry' });
  return { layout: 'zotero', entries, problems };
}

/** A journal or a book of its own is one only where Zotero says what kind of item it is. */
function isItem(node: RdfNode): boolean {
  const type = textIn(node, 'z:itemType');
  if (type === 'attachment' || type === 'note') return false;
  return type !== undefined || (!NO_ITEMS.test(node.name) && child(node, 'dc:title') !== undefined);
}

class Library {
  readonly #byId: ReadonlyMap<string, RdfNode>;
  /** Paths of collections by the id of an item in them. */
  readonly #collections = new Map<string, string[][]>();

  constructor(nodes: readonly RdfNode[]) {
    this.#byId = new Map(nodes.map((node) => [node.attributes['rdf:about'] ?? '', node]));
    const collections = nodes.filter(({ name }) => name === 'z:Collection');
    const parents = new Map<string, RdfNode>();
    for (const one of collections)
      for (const part of partsOf(one)) if (this.#isCollection(part)) parents.set(part, one);
    for (const one of collections) {
      const path = pathOf(one, parents);
      for (const part of partsOf(one)) if (!this.#isCollection(part)) this.#put(part, path);
    }
  }

  entryOf(node: RdfNode): ReferenceEntry | undefined {
    const { linked, notes } = this.#partsOf(node);
    const identifiers = identifiersOf(node);
    return finishEntry({
      line: node.line,
      title: textIn(node, 'dc:title'),
      abstract: textIn(node, 'dcterms:abstract'),
      reference: this.#referenceOf(node, identifiers),
      arxivHints: [
        ...identifiers.filter((text) => /arxiv/i.test(text)),
        ...[textIn(node, 'prism:number'), textIn(node, 'z:archiveID')],
        ...[textIn(node, 'dc:description'), textIn(node, 'z:libraryCatalog')],
      ],
      tags: children(node, 'dc:subject').map((subject) => valueIn(subject) ?? ''),
      collections: this.#collections.get(node.attributes['rdf:about'] ?? '') ?? [],
      notes: notes.map((note) => markdownOfHtml(textIn(note, 'rdf:value') ?? '')),
      added: textIn(node, 'z:dateAdded') ?? textIn(node, 'dcterms:dateSubmitted'),
      files: linked.flatMap(pdfOf),
    });
  }

  #isCollection(id: string): boolean {
    return this.#byId.get(id)?.name === 'z:Collection';
  }

  #put(id: string, path: string[]): void {
    this.#collections.set(id, [...(this.#collections.get(id) ?? []), path]);
  }

  #partsOf(node: RdfNode): { linked: RdfNode[]; notes: RdfNode[] } {
    const resolve = ({ attributes }: RdfNode): RdfNode[] => {
      const found = this.#byId.get(attributes['rdf:resource'] ?? '');
      return found ? [found] : [];
    };
    const inside = children(node, 'z:Attachment');
    return {
      linked: [...children(node, 'link:link').flatMap(resolve), ...inside],
      notes: children(node, 'dcterms:isReferencedBy').flatMap(resolve),
    };
  }

  #referenceOf(node: RdfNode, identifiers: readonly string[]): ReferenceFacts {
    const inside = children(node, 'dcterms:isPartOf').flatMap((part) => this.#whole(part));
    const all = [...identifiers, ...inside.flatMap(identifiersOf)];
    const among = (name: string): string | undefined =>
      [node, ...inside].map((one) => textIn(one, name)).find((value) => value !== undefined);
    const [whole] = inside;
    const journal = whole && (textIn(whole, 'dc:title') ?? textIn(whole, 'dcterms:alternative'));
    return {
      type: TYPES[textIn(node, 'z:itemType') ?? ''] ?? 'article',
      author: namesIn(child(node, 'bib:authors')),
      editor: namesIn(child(node, 'bib:editors')),
      issued: dateIn(textIn(node, 'dc:date')),
      'container-title': journal ?? textIn(node, 'z:proceedingsTitle'),
      volume: among('prism:volume'),
      issue: among('prism:number'),
      page: textIn(node, 'bib:pages'),
      publisher: publisherOf(node),
      DOI: all.find((text) => /^DOI\s/i.test(text)),
      ISBN: all.find((text) => /^ISBN\s/i.test(text))?.slice(5),
      ISSN: all.find((text) => /^ISSN\s/i.test(text))?.slice(5),
      URL: identifiers.find((text) => /^https?:/i.test(text)),
    };
  }

  #whole({ attributes, children: inside }: RdfNode): RdfNode[] {
    const named = this.#byId.get(attributes['rdf:resource'] ?? '');
    return named ? [named] : inside.slice(0, 1);
  }
}

/** The innermost last; a circle ends where it is long enough to be one. */
function pathOf(collection: RdfNode, parents: ReadonlyMap<string, RdfNode>): string[] {
  const path: string[] = [];
  let one: RdfNode | undefined = collection;
  while (one && path.length < MOST_NESTED) {
    path.unshift(textIn(one, 'dc:title') ?? '');
    one = parents.get(one.attributes['rdf:about'] ?? '');
  }
  return path.filter(Boolean);
}

function partsOf(collection: RdfNode): string[] {
  return children(collection, 'dcterms:hasPart').map(
    ({ attributes }) => attributes['rdf:resource'] ?? '',
  );
}

function pdfOf(attachment: RdfNode): string[] {
  const path = child(attachment, 'rdf:resource')?.attributes['rdf:resource'];
  const type = textIn(attachment, 'link:type') ?? '';
  return path && (type === 'application/pdf' || /\.pdf$/i.test(path)) ? [path] : [];
}

function identifiersOf(node: RdfNode): string[] {
  return children(node, 'dc:identifier').flatMap((one) => valueIn(one) ?? []);
}

function publisherOf(node: RdfNode): string | undefined {
  const publisher = child(node, 'dc:publisher');
  return (
    publisher && (textIn(publisher.children[0] ?? publisher, 'foaf:name') ?? valueIn(publisher))
  );
}

function namesIn(list: RdfNode | undefined): CslName[] | undefined {
  if (!list) return undefined;
  return descendants(list, 'foaf:Person').flatMap((person): CslName[] => {
    const family = textIn(person, 'foaf:surname');
    const given = textIn(person, 'foaf:givenName') ?? textIn(person, 'foaf:givenname');
    if (family === undefined) return given === undefined ? [] : [{ literal: given }];
    return given === undefined ? [{ literal: family }] : [{ family, given }];
  });
}

function descendants(node: RdfNode, name: string): RdfNode[] {
  return node.children.flatMap((one) => (one.name === name ? [one] : descendants(one, name)));
}

function children(node: RdfNode, name: string): RdfNode[] {
  return node.children.filter((one) => one.name === name);
}

function child(node: RdfNode, name: string): RdfNode | undefined {
  return node.children.find((one) => one.name === name);
}

function textIn(node: RdfNode, name: string): string | undefined {
  const found = child(node, name);
  return found && valueIn(found);
}

/** Its own text, or that of a value within it. */
function valueIn(node: RdfNode): string | undefined {
  const own = node.text.trim();
  if (own !== '') return own;
  const [value] = descendants(node, 'rdf:value');
  return value?.text.trim() || undefined;
}
