import { setImmediate } from 'node:timers/promises';
import type { Held } from '../../files/index.ts';
import { decidingFields, idsOf, type Mutations } from '../../library/index.ts';
import { type Fields, isDeleted, isPurged } from '../../store/index.ts';
import type { Told } from './element.ts';

/** An element with the id of the state that tells it. */
export type ToldOf = Told & { readonly paperId: string };

/** A paper that has PDFs of the user's own, here or at the target. */
export type PdfPaper = {
  /** The id that it goes by now. */
  readonly id: string;
  /** The user's own PDFs of it that are here, each content once. */
  readonly own: readonly Held[];
  readonly told: readonly ToldOf[];
  /** Contents of all its PDFs that are here. */
  readonly here: ReadonlySet<string>;
  /** `gone`: let go for ever. */
  readonly standing: 'kept' | 'trashed' | 'gone';
};

type Found = { readonly files: Held[]; readonly told: ToldOf[] };

/** Papers that are looked at in one turn of the event loop. */
const STEP = 50;

/** All papers that have PDFs of the user's own, whichever of their ids these hang on. */
export async function surveyed(
  mutations: Mutations,
  own: Iterable<Held>,
  told: ReadonlyMap<string, readonly Told[]>,
  filesOf: (paperId: string) => readonly Held[],
): Promise<PdfPaper[]> {
  const present = new Present(mutations);
  const found = new Map<string, Found>();
  for (const file of own) (await present.of(found, file.paperId)).files.push(file);
  for (const [paperId, some] of told)
    (await present.of(found, paperId)).told.push(...some.map((one) => ({ ...one, paperId })));
  const papers: PdfPaper[] = [];
  for (const part of partsOf([...found])) {
    const ids = part.map(([id]) => id);
    const decided = await decidingFields(mutations, ids);
    for (const [id, { files, told: some }] of part) {
      const here = new Set(idsOf(mutations, id).flatMap((each) => filesOf(each).map(contentOf)));
      const standing = standingIn(decided.get(id) ?? {});
      papers.push({ id, own: eachOnce(files), told: some, here, standing });
    }
    await setImmediate();
  }
  return papers;
}

function standingIn(fields: Fields): PdfPaper['standing'] {
  if (!isDeleted(fields)) return 'kept';
  return isPurged(fields) ? 'gone' : 'trashed';
}

/** Present ids of papers, asked for with turns of the event loop between. */
class Present {
  readonly #mutations: Mutations;
  readonly #known = new Map<string, string>();
  #asked = 0;

  constructor(mutations: Mutations) {
    this.#mutations = mutations;
  }

  async of(found: Map<string, Found>, paperId: string): Promise<Found> {
    const id = await this.#idOf(paperId);
    const known = found.get(id) ?? { files: [], told: [] };
    found.set(id, known);
    return known;
  }

  async #idOf(paperId: string): Promise<string> {
    if (++this.#asked % STEP === 0) await setImmediate();
    const id = this.#known.get(paperId) ?? idsOf(this.#mutations, paperId)[0]!;
    this.#known.set(paperId, id);
    return id;
  }
}

const contentOf = ({ sha256 }: Held): string => sha256;

function eachOnce(files: readonly Held[]): Held[] {
  return [...new Map(files.map((file) => [file.sha256, file])).values()];
}

function* partsOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += STEP) yield items.slice(start, start + STEP);
}
