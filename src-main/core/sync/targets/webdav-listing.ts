import { setImmediate as turn } from 'node:timers/promises';
import { SaxesParser } from 'saxes';

/** What a WebDAV server says is in a folder; `bytes` is null where it does not say. */
export type WebdavEntry = {
  /** The decoded path at the server, without a slash at its end. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly bytes: number | null;
};

const DAV = 'DAV:';
/** Characters that are read at once; other work has its turn between. */
const CHUNK = 32 * 1024;

/**
 * The entries of a multistatus answer; null where the text is none (a page for people, say), or is not
 * whole. Entries that the server says it does not have are left out.
 */
export async function readMultistatus(
  text: string,
  url: string,
): Promise<readonly WebdavEntry[] | null> {
  const reader = new MultistatusReader(url);
  try {
    return await reader.read(text);
  } catch {
    return null;
  }
}

/**
 * A folder's children among the entries of its listing, and whether the listing is one of this folder:
 * null where it is not. A server behind another may know the folder by another path than its user
 * does, with the same last name.
 */
export function childrenOf(
  url: string,
  entries: readonly WebdavEntry[],
): readonly WebdavEntry[] | null {
  const asked = pathOf('', url) ?? '';
  const shortest = [...entries].sort((a, b) => a.path.length - b.path.length)[0];
  const self = entries.find(({ path }) => path === asked) ?? shortest;
  if (!self?.isFolder || !self.path.endsWith(lastOf(asked))) return null;
  const others = entries.filter(({ path }) => path !== self.path);
  const children = others.filter(({ path }) => parentOf(path) === self.path);
  // Under another path than was asked for, all must fit together.
  return self.path === asked || children.length === others.length ? children : null;
}

/** The last part of a path, with the slash before it. */
export function lastOf(path: string): string {
  return path.slice(Math.max(0, path.lastIndexOf('/')));
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

function pathOf(href: string, url: string): string | null {
  try {
    // Two slashes at the start would be the name of another server.
    const { pathname } = new URL(href.trim().replace(/^\/+/, '/'), url);
    return pathname.split('/').map(decodeURIComponent).join('/').replace(/\/+$/, '');
  } catch {
    return null;
  }
}

type Draft = { href: string; status: string; isFolder: boolean; length: string };
type Props = { status: string; isFolder: boolean; length: string };

const noProps = (): Props => ({ status: '', isFolder: false, length: '' });
const isGood = (status: string): boolean => status === '' || /^HTTP\/\S+ 2/i.test(status);

class MultistatusReader {
  readonly #url: string;
  readonly #entries: WebdavEntry[] = [];
  readonly #open: string[] = [];
  #text = '';
  #draft: Draft = { href: '', ...noProps() };
  #props = noProps();

  constructor(url: string) {
    this.#url = url;
  }

  async read(text: string): Promise<readonly WebdavEntry[] | null> {
    const parser = new SaxesParser({ xmlns: true });
    let isMultistatus = false;
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ uri, local }) => {
      const name = uri === DAV ? local : '';
      if (this.#open.length === 0) isMultistatus = name === 'multistatus';
      this.#start(name);
    });
    parser.on('text', (part) => {
      this.#text += part;
    });
    parser.on('cdata', (part) => {
      this.#text += part;
    });
    parser.on('closetag', () => this.#end());
    for (let at = 0; at < text.length; at += CHUNK) {
      if (at > 0) await turn();
      parser.write(text.slice(at, at + CHUNK));
    }
    parser.close();
    return isMultistatus ? this.#entries : null;
  }

  #start(name: string): void {
    this.#open.push(name);
    this.#text = '';
    if (name === 'response') this.#draft = { href: '', ...noProps() };
    else if (name === 'propstat') this.#props = noProps();
    else if (name === 'collection' && this.#open.at(-2) === 'resourcetype')
      this.#props.isFolder = true;
  }

  #end(): void {
    const name = this.#open.pop();
    const parent = this.#open.at(-1);
    const text = this.#text.trim();
    this.#text = '';
    if (name === 'href' && parent === 'response') this.#draft.href = text;
    else if (name === 'status' && parent === 'response') this.#draft.status = text;
    else if (name === 'status' && parent === 'propstat') this.#props.status = text;
    else if (name === 'getcontentlength') this.#props.length = text;
    else if (name === 'propstat') this.#takeProps();
    else if (name === 'response') this.#takeEntry();
  }

  #takeProps(): void {
    const { status, isFolder, length } = this.#props;
    if (!isGood(status)) return;
    this.#draft.isFolder ||= isFolder;
    this.#draft.length ||= length;
  }

  #takeEntry(): void {
    const { href, status, isFolder, length } = this.#draft;
    const path = pathOf(href, this.#url);
    if (path === null || href === '' || !isGood(status)) return;
    const bytes = /^\d+$/.test(length) ? Number(length) : null;
    this.#entries.push({ path, isFolder, bytes });
  }
}
