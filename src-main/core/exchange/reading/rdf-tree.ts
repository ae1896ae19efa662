import { SaxesParser } from 'saxes';

/** An element of RDF/XML: what it is called, its attributes, what is in it. */
export type RdfNode = {
  readonly name: string;
  /** The line where it begins, from 1. */
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: RdfNode[];
  text: string;
};

/** Beyond what RDF of papers has. */
const MOST_DEPTH = 60;
const MOST_TEXT = 1_000_000;

/** The outermost elements of a file; `damagedAt` is the line where it stops being XML. */
export function readRdf(text: string): { nodes: RdfNode[]; damagedAt: number | null } {
  const root: RdfNode = { name: '', line: 1, attributes: {}, children: [], text: '' };
  const open: RdfNode[] = [root];
  let damagedAt: number | null = null;
  const parser = new SaxesParser();
  parser.on('error', () => {
    damagedAt ??= parser.line;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node = { name, line: parser.line, attributes, children: [], text: '' };
    if (open.length <= MOST_DEPTH && damagedAt === null) open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on('text', (piece) => {
    const node = open.at(-1)!;
    if (node.text.length < MOST_TEXT) node.text += piece;
  });
  parser.on('cdata', (piece) => {
    const node = open.at(-1)!;
    if (node.text.length < MOST_TEXT) node.text += piece;
  });
  parser.on('closetag', () => void (open.length > 1 && open.pop()));
  try {
    parser.write(text).close();
  } catch {
    damagedAt ??= parser.line;
  }
  return { nodes: root.children[0]?.children ?? [], damagedAt };
}
