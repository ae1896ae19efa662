import { useEffect, useState, useSyncExternalStore } from 'react';
import { type KeyPress, matchesChord, parseChord } from './keys.ts';

/** A part of the window of which one is in front. */
export type Front = 'library' | 'reader' | 'settings';

/** Where an action can be used: everywhere, or while that part is in front. */
export type ActionScope = 'app' | Front;

/**
 * One act of the user (ACC-1). `keys` are chords such as `Mod+K`, `Enter`, `j`, `Shift+ArrowRight`;
 * `when` says whether it can be done now.
 */
export type Action = {
  readonly id: string;
  readonly title: string;
  readonly keys: readonly string[];
  readonly scope: ActionScope;
  readonly when?: () => boolean;
  readonly run: () => void | Promise<void>;
};

/** Keeps the actions that exist now; keys, palette, help sheet and menu read it. */
export class ActionRegistry {
  readonly #groups = new Map<symbol, readonly Action[]>();
  readonly #listeners = new Set<() => void>();
  #all: readonly Action[] = [];
  #front: Front = 'library';

  /** Every action, in the order of registration; an id that comes again replaces the former. */
  get all(): readonly Action[] {
    return this.#all;
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

  /** Says which part is in front. */
  setFront(scope: Front): void {
    if (scope === this.#front) return;
    this.#front = scope;
    this.#changed();
  }

  /** Puts a group's actions in the place of those that it had; an empty group keeps its place. */
  put(group: symbol, actions: readonly Action[]): void {
    this.#groups.set(group, actions);
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
    const found = this.available().filter((action) =>
      action.keys.some((chord) => matchesChord(press, parseChord(chord), mac)),
    );
    return found.findLast(({ scope }) => scope !== 'app') ?? found.at(-1);
  }

  /** Calls `listener` when actions come or go. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    const byId = new Map<string, Action>();
    for (const group of this.#groups.values())
      for (const action of group) byId.set(action.id, action);
    this.#all = [...byId.values()];
    for (const listener of [...this.#listeners]) listener();
  }
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

/** Every registered action, for a component that lists them. */
export function useAllActions(): readonly Action[] {
  return useSyncExternalStore(
    (listener) => registry.subscribe(listener),
    () => registry.all,
  );
}
