import type {
  Annotation,
  NoteExport,
  PaperDetails,
} from '../../../../src-shared/contract/index.ts';
import { isPaperKey } from '../../../../src-shared/notes/index.ts';
import type { Annotations } from '../../annotations/index.ts';
import type { Papers } from '../../library/index.ts';
import type { NoteIndex, Notes } from '../../notes/index.ts';
import type { References } from '../references/index.ts';
import { marksOf, standardMarkdown } from './standard-markdown.ts';

export type NoteExportsOptions = {
  readonly notes: Pick<Notes, 'get'>;
  readonly noteIndex: Pick<NoteIndex, 'targets'>;
  readonly annotations: Pick<Annotations, 'find'>;
  readonly papers: Pick<Papers, 'get'>;
  readonly references: Pick<References, 'cite'>;
};

type Citation = { readonly formatted: string; readonly bibtex: string };

const ARXIV = 'arxiv:';
const LONGEST_STEM = 80;

/** Notes as Markdown that stands for itself: with heading, pages and citation (NOTE-4). */
export class NoteExports {
  readonly #options: NoteExportsOptions;

  constructor(options: NoteExportsOptions) {
    this.#options = options;
  }

  /** A note by its key; see the contract. */
  async export(key: string): Promise<NoteExport> {
    const { notes, papers } = this.#options;
    const paper = isPaperKey(key) ? await papers.get(key) : null;
    if (isPaperKey(key) && !paper) return { ok: false, reason: 'unknown-paper' };
    const { markdown } = await notes.get(paper?.id ?? key);
    if (markdown.trim() === '') return { ok: false, reason: 'empty' };
    const body = await this.#standard(markdown.trim());
    if (!paper) return { ok: true, name: fileName(titleOf(body)), markdown: `${body}\n` };
    const citation = await this.#cite(paper.id);
    if (typeof citation === 'string') return { ok: false, reason: citation };
    return { ok: true, name: fileName(paper.title), markdown: whole(paper, body, citation) };
  }

  async #standard(markdown: string): Promise<string> {
    const pages = new Map<string, string | null>();
    for (const id of marksOf(markdown)) pages.set(id, await this.#pageOf(id));
    return standardMarkdown(markdown, {
      mark: (id) => pages.get(id) ?? null,
      target: (target) => this.#targetOf(target),
    });
  }

  /** The page of a mark in arXiv's PDF, of the version that was marked. */
  async #pageOf(id: string): Promise<string | null> {
    const { annotations, papers } = this.#options;
    const mark = await annotations.find(id.toLowerCase());
    const paper = mark && (await papers.get(mark.paperId));
    return paper?.arxivId && mark ? pageAtArxiv(paper.arxivId, mark) : null;
  }

  #targetOf(target: string) {
    const [found] = this.#options.noteIndex.targets([target]);
    const url = target.startsWith(ARXIV)
      ? `https://arxiv.org/abs/${encodeURI(target.slice(ARXIV.length))}`
      : null;
    return { url, title: found?.title || target };
  }

  async #cite(id: string): Promise<Citation | 'unknown-style' | 'bad-style' | 'unknown-paper'> {
    const { references } = this.#options;
    const formatted = await references.cite({ ids: [id], format: 'formatted' });
    if (!formatted.ok) return formatted.reason;
    const bibtex = await references.cite({ ids: [id], format: 'bibtex' });
    if (!bibtex.ok) return bibtex.reason;
    const [reference, entry] = [formatted.references[0], bibtex.references[0]];
    if (!reference || !entry) return 'unknown-paper';
    return { formatted: reference.text.trim(), bibtex: entry.text.trim() };
  }
}

function pageAtArxiv(arxivId: string, { version, anchor }: Annotation): string {
  const page = anchor.pages[0]!.page + 1;
  return `https://arxiv.org/pdf/${arxivId}${version === null ? '' : `v${version}`}#page=${page}`;
}

const HEADING = /^# +(.+?)(?: +#+)? *$/m;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function whole({ title }: PaperDetails, body: string, { formatted, bibtex }: Citation): string {
  // Templates begin with a heading of their own.
  const hasHeading = /^# /.test(body);
  const head = hasHeading ? body : `# ${oneLine(title)}\n\n${body}`;
  return `${head}\n\n---\n\n${formatted}\n\n\`\`\`bibtex\n${bibtex}\n\`\`\`\n`;
}

function titleOf(body: string): string {
  return HEADING.exec(body)?.[1] ?? body.split('\n')[0]!;
}

/** A name that every file system takes. */
function fileName(title: string): string {
  const stem = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, LONGEST_STEM)
    .replace(/^-+|-+$/g, '');
  return `${stem || 'note'}-note.md`;
}
