import { useEffect, useState, useSyncExternalStore } from 'react';
import { canonicalKeys, type KeyPress, matchesChord, parseKeys } from './keys.ts';

/** A part of the window of which one is in front. */
export type Front = 'library' | 'reader' | 'settings';

/** Where an action can be used: everywhere, or while that part is in front. */
export type ActionScope = 'app' | Front;

/**
 * One act of the user (ACC-1). `keys` are chords such as `Mod+K`, `Enter`, `j`, `Shift+ArrowRight`,
 * or several of them pressed one after the other, such as `g g`; `when` says whether it can be done
 * now. `danger`: it deletes, and menus show it so.
 */
export type Action = {
  readonly id: string;
  readonly title: string;
  readonly keys: readonly string[];
  readonly scope: ActionScope;
  readonly danger?: boolean;
  readonly when?: () => boolean;
  readonly run: () => void | Promise<void>;
};

/** The keys that the user gave to actions in the place of the usual ones, by the actions' ids. */
export type ChangedKeys = Readonly<Record<string, readonly string[]>>;

/** What some key presses come to: the action that has them, and whether others begin with them. */
export type KeyMatch = { readonly action: Action | undefined; readonly longer: boolean };

const never = (): boolean => false;

/** Keeps the actions that exist now; keys, palette, help sheet and menus read it. */
export class ActionRegistry {
  readonly #groups = new Map<symbol, readonly Action[]>();
  readonly #listeners = new Set<() => void>();
  /** Every action there was, with its usual keys. */
  readonly #seen = new Map<string, Action>();
  #changedKeys: ChangedKeys = {};
  #all: readonly Action[] = [];
  #known: readonly Action[] = [];
  #front: Front = 'library';

  /** Every action, in the order of registration; an id that comes again replaces the former. */
  get all(): readonly Action[] {
    return this.#all;
  }

  /** Every action that was there at any time, for lists of keys; those that are gone do nothing. */
  get known(): readonly Action[] {
    return this.#known;
  }

  /** Which part is in front. */
  get front(): Front {
    return this.#front;
  }

  /** The actions that can be done now. */
  available(): Action[] {
    return this.#all.filter((action) => this.isAvailable(action));
  }

  /** Whether an action can be done now. */
  isAvailable({ scope, when }: Action): boolean {
    return (scope === 'app' || scope === this.#front) && (when?.() ?? true);
  }

  /** The keys that an action has where the user has not changed them. */
  usualKeys(id: string): readonly string[] {
    return this.#seen.get(id)?.keys ?? [];
  }

  /** The first key that an action has now. */
  keyOf(id: string): string | undefined {
    return (this.#changedKeys[id] ?? this.usualKeys(id))[0];
  }

  /** Says which part is in front. */
  setFront(scope: Front): void {
    if (scope === this.#front) return;
    this.#front = scope;
    this.#changed();
  }

  /** Says which keys the user changed; actions have theirs from now on. */
  setKeys(changed: ChangedKeys): void {
    this.#changedKeys = changed;
    this.#changed();
  }

  /** Makes actions known that are registered only later, when a part of the window is opened. */
  declare(actions: readonly Action[]): void {
    for (const action of actions) if (!this.#seen.has(action.id)) this.#seen.set(action.id, action);
    this.#changed();
  }

  /** Puts a group's actions in the place of those that it had; an empty group keeps its place. */
  put(group: symbol, actions: readonly Action[]): void {
    this.#groups.set(group, actions);
    for (const action of actions) this.#seen.set(action.id, action);
    this.#changed();
  }

  /** Takes a group's actions away. */
  remove(group: symbol): void {
    this.#groups.delete(group);
    this.#changed();
  }

  /** Does an action; false where there is none of that id, or it cannot be done now. */
  run(id: string): boolean {
    const action = this.#all.find((candidate) => candidate.id === id);
    if (!action || !this.isAvailable(action)) return false;
    void action.run();
    return true;
  }

  /** The action of a key press: of the part in front before those of the program. */
  forKey(press: KeyPress, mac: boolean): Action | undefined {
    return this.forKeys([press], mac).action;
  }

  /** What keys pressed one after the other come to. */
  forKeys(presses: readonly KeyPress[], mac: boolean): KeyMatch {
    const whole: Action[] = [];
    let longer = false;
    for (const action of this.available())
      for (const keys of action.keys) {
        const length = lengthMatched(presses, keys, mac);
        if (length === presses.length) whole.push(action);
        else if (length !== null) longer = true;
      }
    return { action: whole.findLast(({ scope }) => scope !== 'app') ?? whole.at(-1), longer };
  }

  /** Calls `listener` when actions come or go. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    const byId = new Map<string, Action>();
    for (const group of this.#groups.values())
      for (const action of group) byId.set(action.id, this.#withKeys(action));
    this.#all = [...byId.values()];
    this.#known = [...this.#seen.values()].map(
      (action) => byId.get(action.id) ?? { ...this.#withKeys(action), when: never },
    );
    for (const listener of [...this.#listeners]) listener();
  }

  #withKeys(action: Action): Action {
    const keys = this.#changedKeys[action.id];
    return keys === undefined ? action : { ...action, keys };
  }
}

/** How many chords some keys have, if the presses begin them; null if they do not. */
function lengthMatched(presses: readonly KeyPress[], keys: string, mac: boolean): number | null {
  const chords = parseKeys(keys);
  const begins = presses.every((press, place) => {
    const chord = chords[place];
    return chord !== undefined && matchesChord(press, chord, mac);
  });
  return begins ? chords.length : null;
}

/** Two actions that one press of keys would mean; `longer` is the other's keys where they only begin so. */
export type KeyConflict = {
  readonly keys: string;
  readonly other: Action;
  readonly longer: string | null;
};

const meet = (a: ActionScope, b: ActionScope): boolean => a === b || a === 'app' || b === 'app';

/**
 * With which actions the keys of one collide, in places where both can be used. What the program
 * itself gives to several actions tells them apart by their conditions, and is no conflict.
 */
export function conflictsOf(
  action: Action,
  all: readonly Action[],
  isChanged: (action: Action) => boolean,
): KeyConflict[] {
  const others = all.filter(
    (other) =>
      other.id !== action.id &&
      meet(action.scope, other.scope) &&
      (isChanged(action) || isChanged(other)),
  );
  return action.keys.flatMap((keys) => {
    const wanted = canonicalKeys(keys);
    return others.flatMap((other) => conflictsWith(keys, wanted, other));
  });
}

function conflictsWith(keys: string, wanted: string, other: Action): KeyConflict[] {
  return other.keys
    .map(canonicalKeys)
    .filter((theirs) => theirs === wanted || theirs.startsWith(`${wanted} `))
    .map((theirs) => ({ keys, other, longer: theirs === wanted ? null : theirs }));
}

/** The program's actions. */
export const registry = new ActionRegistry();

/** Does an action of the registry by its id. */
export const runAction = (id: string): boolean => registry.run(id);

/** Registers actions while the component is mounted; pass an empty list while it is not in front. */
export function useActions(actions: readonly Action[]): void {
  const [group] = useState(() => Symbol('actions'));
  useEffect(() => registry.put(group, actions), [group, actions]);
  useEffect(() => () => registry.remove(group), [group]);
}

const subscribe = (listener: () => void): (() => void) => registry.subscribe(listener);

/** Every registered action, for a component that lists them. */
export function useAllActions(): readonly Action[] {
  return useSyncExternalStore(subscribe, () => registry.all);
}

/** Every action that was there at any time, for a component that lists keys. */
export function useKnownActions(): readonly Action[] {
  return useSyncExternalStore(subscribe, () => registry.known);
}

/** The first key that an action has now, for hints. */
export function useKeyOf(id: string): string | undefined {
  return useSyncExternalStore(subscribe, () => registry.keyOf(id));
}
