import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import { TEXT_NAME } from '../../store/index.ts';
import { openTestCore } from '../../test-core.ts';

/** What a test does on an open machine. */
export type Client = Awaited<ReturnType<typeof openTestCore>>['client'];

/** Machines of one user's, each a data folder; one of them is open at a time. */
export class Machines {
  readonly root: string;
  #number = 0;

  constructor(root: string) {
    this.root = root;
    mkdirSync(this.target, { recursive: true });
  }

  /** The folder where they meet. */
  get target(): string {
    return join(this.root, 'meeting');
  }

  /** Opens a machine's program, does something with it, and closes it. */
  async on<T>(name: string, work: (client: Client) => Promise<T>): Promise<T> {
    const { core, client } = await openTestCore(join(this.root, name));
    try {
      return await work(client);
    } finally {
      await core.close();
    }
  }

  /** Sets a machine up to meet the others in the folder. */
  async join(name: string, passphrase: string | null): Promise<void> {
    const answer = await this.on(name, (client) =>
      client.sync.connect({
        ...{ target: { kind: 'folder', path: this.target }, password: null, passphrase },
        keep: 'file',
      }),
    );
    if (!answer.ok) throw new Error(answer.reason);
  }

  /** Synchronises a machine once. */
  sync(name: string) {
    return this.on(name, (client) => client.sync.run({}));
  }

  /** An id for a mutation. */
  id(): string {
    return `mutation-${this.#number++}-${Date.now()}`;
  }

  /** Adds a line to the end of a paper's note. */
  async write(client: Client, key: string, line: string): Promise<void> {
    const { note } = await client.notes.get({ key });
    const doc = new Y.Doc();
    if (note.state !== '') Y.applyUpdate(doc, Buffer.from(note.state, 'base64'));
    const before = Y.encodeStateVector(doc);
    const text = doc.getText(TEXT_NAME);
    text.insert(text.length, `${line}\n`);
    const update = Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64');
    await client.notes.apply({ mutationId: this.id(), key, update });
  }

  /** Takes a paper in as a reference to it says; its id is `arxiv:` and the number. */
  async addPaper(client: Client, arxivId: string, title: string): Promise<void> {
    const text = `@article{a, title={${title}}, author={Doe, Ada}, eprint={${arxivId}}, archivePrefix={arXiv}, year={2026}}`;
    const data = Buffer.from(text);
    const begun = await client.exchange.begin({ name: 'a.bib', bytes: data.length });
    if (!begun.ok) throw new Error(begun.reason);
    const piece = { id: begun.id, offset: 0, data: data.toString('base64') };
    await client.exchange.append(piece);
    await client.exchange.import({ id: begun.id });
  }
}
