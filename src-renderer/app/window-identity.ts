/** What a page has to tell which window it is. */
export type WindowWorld = {
  /** What the address asked for: a window by its id, or none. */
  readonly asked: string | null;
  /** What this page was before it was loaded again. */
  readonly before: string | null;
  /** Holds an id for as long as the page lives; false where another page holds it. */
  hold(id: string, patient: boolean): Promise<boolean>;
  /** Whether any other page holds an id. */
  isAlone(): Promise<boolean>;
  /** The windows that are remembered, the one that was used last first. */
  remembered(): Promise<readonly string[]>;
  makeId(): string;
};

/** Which window a page is; `like` is one that it begins as a copy of. */
export type WindowIdentity = { readonly id: string; readonly like: string | null };

/**
 * Tells which window a page is (READ-1). A page that is loaded again stays what it was; one that
 * was duplicated begins as a copy; the first one of all is the window that was used last; any
 * other one is new.
 */
export async function identify(world: WindowWorld): Promise<WindowIdentity> {
  const own = world.asked ?? world.before;
  if (own !== null) {
    if (await world.hold(own, true)) return { id: own, like: null };
    return { id: await fresh(world), like: own };
  }
  if (await world.isAlone()) {
    for (const id of await world.remembered())
      if (await world.hold(id, false)) return { id, like: null };
  }
  return { id: await fresh(world), like: null };
}

async function fresh(world: WindowWorld): Promise<string> {
  const id = world.makeId();
  await world.hold(id, false);
  return id;
}

const KEY = 'offprint.window';
const LOCK = 'offprint window ';
/** A page that is loaded again may have to wait for the one before to let go. */
const PATIENCE_MS = 700;
const ID = /^[\w-]{1,64}$/;

const idOf = (text: string | null): string | null => (text !== null && ID.test(text) ? text : null);

/** What this page's address asked for; taken once, so that a page loaded again asks for nothing. */
const asked = takeAddress();

function takeAddress(): { readonly window: string | null; readonly paper: string | null } {
  const address = new URL(location.href);
  const window = idOf(address.searchParams.get('window'));
  const paper = address.searchParams.get('paper');
  if (address.search !== '') history.replaceState(history.state, '', address.pathname);
  return { window, paper };
}

/** The paper that this window was opened with, or null. */
export const paperAskedFor = asked.paper;

/** The address of a new window, which shows a paper or the library. */
export function addressOfWindow(paperId: string | null): string {
  const query = new URLSearchParams({ window: crypto.randomUUID() });
  if (paperId !== null) query.set('paper', paperId);
  return `/?${query}`;
}

/** Which window this page is; remembered for when the page is loaded again. */
export async function thisWindow(remembered: WindowWorld['remembered']): Promise<WindowIdentity> {
  const identity = await identify({
    asked: asked.window,
    before: idOf(sessionStorage.getItem(KEY)),
    hold,
    isAlone: async () => {
      const { held = [] } = await navigator.locks.query();
      return !held.some(({ name }) => name?.startsWith(LOCK));
    },
    remembered,
    makeId: () => crypto.randomUUID(),
  });
  sessionStorage.setItem(KEY, identity.id);
  return identity;
}

function hold(id: string, patient: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const keep = (lock: Lock | null) => {
      resolve(lock !== null);
      // Let go when the page goes.
      return lock && new Promise<void>(() => {});
    };
    const how = patient ? { signal: AbortSignal.timeout(PATIENCE_MS) } : { ifAvailable: true };
    navigator.locks.request(`${LOCK}${id}`, how, keep).catch(() => resolve(false));
  });
}
