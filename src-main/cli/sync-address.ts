import { isAbsolute, resolve } from 'node:path';
import { type SyncTargetSetting, syncTarget } from '../../src-shared/contract/index.ts';

/** What a target may be. */
export const TARGET_KINDS = ['folder', 'webdav', 'couchdb'] as const;
/** One of the kinds, as `--kind` and the start of an address name it. */
export type TargetKind = (typeof TARGET_KINDS)[number];

/**
 * What TARGET of `--connect` says; `password` is null where the address has none in it. `kind`: an
 * address that does not say what it leads to. `unknown`: nothing that could be a target.
 */
export type Address =
  | { readonly ok: true; readonly target: SyncTargetSetting; readonly password: string | null }
  | { readonly ok: false; readonly problem: TargetKind | 'kind' | 'unknown' };

const SCHEME = /^([a-z][a-z0-9.-]*\+)?([a-z][a-z0-9.-]+):\/\//i;

/** Takes TARGET apart. A path is one of this machine, from the folder that the command runs in. */
export async function readAddress(text: string, kind: TargetKind | undefined): Promise<Address> {
  const scheme = SCHEME.exec(text);
  if (kind === 'folder' || scheme === null) return folder(text, kind);
  const [, prefix = '', protocol = ''] = scheme;
  const named = prefix === '' ? kind : prefix.slice(0, -1).toLowerCase();
  if (!/^https?$/i.test(protocol)) return { ok: false, problem: 'unknown' };
  const url = text.slice(prefix.length);
  if (named === 'webdav') return webdav(url);
  if (named === 'couchdb') return couchdb(url);
  return { ok: false, problem: named === undefined ? 'kind' : 'unknown' };
}

function folder(text: string, kind: TargetKind | undefined): Address {
  if (kind !== undefined && kind !== 'folder') return { ok: false, problem: kind };
  const path = isAbsolute(text) ? text : resolve(text);
  return checked({ kind: 'folder', path: text === '' ? '' : path }, null);
}

function webdav(text: string): Address {
  try {
    const url = new URL(text);
    const [user, password] = [url.username, url.password].map(decodeURIComponent) as [
      string,
      string,
    ];
    url.username = '';
    url.password = '';
    return checked({ kind: 'webdav', url: url.href, user }, password);
  } catch {
    return { ok: false, problem: 'webdav' };
  }
}

async function couchdb(text: string): Promise<Address> {
  // Loaded only now: `--help` and the like must not wait for the core.
  const { couchAddress } = await import('../core/index.ts');
  const address = couchAddress(text);
  if (address === null) return { ok: false, problem: 'couchdb' };
  const { url, database, user, password } = address;
  return checked({ kind: 'couchdb', url, database, user }, password);
}

function checked(target: SyncTargetSetting, password: string | null): Address {
  if (!syncTarget.safeParse(target).success) return { ok: false, problem: target.kind };
  return { ok: true, target, password: password === '' ? null : password };
}
