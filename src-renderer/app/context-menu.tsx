import { useEffect, useRef } from 'react';
import { Menu, Popover } from 'react-aria-components';
import { create } from 'zustand';
import styles from '../ui/menu.module.css';
import { registry, useAllActions } from './actions.ts';
import { MenuSections } from './menu-items.tsx';
import { CONTEXT_MENUS, type MenuEntry, resolveMenu, type TargetKind } from './menu-model.ts';

/** What a context menu is for: its name, and its id where its actions need one. */
export type ContextTarget = {
  readonly kind: TargetKind;
  readonly label: string;
  readonly id?: string;
};

/**
 * Makes what an element stands for the one that acts are done to, and says what it is; null where
 * there is nothing to act on.
 */
export type TargetFinder = (element: HTMLElement) => ContextTarget | null;

type Opened = {
  readonly target: ContextTarget;
  readonly sections: readonly (readonly MenuEntry[])[];
  readonly x: number;
  readonly y: number;
};

const useContext = create<{ readonly open: boolean; readonly opened: Opened | null }>(() => ({
  open: false,
  opened: null,
}));

/** The id of what a menu of this kind is open for, or was opened for by the act that runs now. */
export function contextTarget(kind: TargetKind): string | null {
  const target = useContext.getState().opened?.target;
  return target?.kind === kind ? (target.id ?? null) : null;
}

const finders = new Map<string, TargetFinder>();

/**
 * Gives elements a context menu while the component is mounted: by right click, the Menu key and
 * Shift+F10. A list whose focus is told by `aria-activedescendant` needs nothing more.
 */
export function useContextMenu(selector: string, find: TargetFinder): void {
  const latest = useRef(find);
  useEffect(() => {
    latest.current = find;
  });
  useEffect(() => {
    finders.set(selector, (element) => latest.current(element));
    return () => void finders.delete(selector);
  }, [selector]);
}

/** Where the browser's own menu is of use: what is typed into, links, words that are selected. */
const OWN_MENU =
  'input, textarea, select, [contenteditable="true"], a[href], dialog, [role="menu"]';

function openFor(element: Element, at?: { readonly x: number; readonly y: number }): boolean {
  if (element.closest(OWN_MENU) || (at && hasSelectedWords(element))) return false;
  for (const [selector, find] of finders) {
    const found = element.closest(selector);
    const target = found instanceof HTMLElement ? find(found) : null;
    if (!target || !found) continue;
    if (show(target, at ?? under(found))) return true;
  }
  return false;
}

const ALL_AVAILABLE = {
  has: (action: Parameters<typeof registry.isAvailable>[0]) => registry.isAvailable(action),
  enabled: () => true,
};

function show(
  target: ContextTarget,
  { x, y }: { readonly x: number; readonly y: number },
): boolean {
  // Actions that work on what the menu is for ask for it when they are asked whether they can.
  useContext.setState({ opened: { target, sections: [], x, y } });
  const sections = resolveMenu(CONTEXT_MENUS[target.kind], registry.all, ALL_AVAILABLE);
  const open = sections.length > 0;
  useContext.setState({ open, opened: open ? { target, sections, x, y } : null });
  return open;
}

function hasSelectedWords(element: Element): boolean {
  const selection = window.getSelection();
  return selection?.type === 'Range' && selection.containsNode(element, true);
}

function under(element: Element): { x: number; y: number } {
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left + 16, y: Math.min(bottom, window.innerHeight - 8) };
}

/** What has the focus, or of a list the entry that it says is meant. */
function focused(): Element | null {
  const { activeElement } = document;
  const entry = activeElement?.getAttribute('aria-activedescendant');
  return (entry ? document.getElementById(entry) : null) ?? activeElement;
}

/** A menu key is followed by an event as of the mouse, which is not another wish. */
const SAME_WISH_MS = 500;

function listen(): () => void {
  let byKeyAt = Number.NEGATIVE_INFINITY;
  const onKeyDown = (event: KeyboardEvent): void => {
    const wanted = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    const element = wanted && !event.defaultPrevented ? focused() : null;
    if (!element || !openFor(element)) return;
    byKeyAt = event.timeStamp;
    event.preventDefault();
  };
  const onContextMenu = (event: MouseEvent): void => {
    if (event.timeStamp - byKeyAt < SAME_WISH_MS) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    if (openFor(event.target, { x: event.clientX, y: event.clientY })) event.preventDefault();
  };
  window.addEventListener('keydown', onKeyDown);
  window.addEventListener('contextmenu', onContextMenu);
  return () => {
    window.removeEventListener('keydown', onKeyDown);
    window.removeEventListener('contextmenu', onContextMenu);
  };
}

const close = (): void => useContext.setState({ open: false });
const forget = (): void => useContext.setState({ opened: null });

/** The acts on a paper come and change with its details, which may come after the menu. */
function useSections({ target, sections }: Opened): Opened['sections'] {
  const actions = useAllActions();
  const follows = target.kind === 'paper' || target.kind === 'details';
  return follows ? resolveMenu(CONTEXT_MENUS[target.kind], actions, ALL_AVAILABLE) : sections;
}

function Entries({ opened }: { opened: Opened }) {
  const { label } = opened.target;
  return (
    <Menu
      className={`${styles.menu} ${styles.plain}`}
      aria-label={label}
      autoFocus="first"
      onClose={close}
    >
      <MenuSections sections={useSections(opened)} label={label} onDone={forget} />
    </Menu>
  );
}

/** The context menu that is open. */
export function ContextMenu() {
  const { open, opened } = useContext();
  const anchor = useRef<HTMLDivElement>(null);
  useEffect(listen, []);
  const place = { position: 'fixed', left: opened?.x ?? 0, top: opened?.y ?? 0 } as const;
  return (
    <>
      <div ref={anchor} style={place} aria-hidden="true" />
      <Popover
        // A place of its own is measured anew for each menu.
        key={`${opened?.x} ${opened?.y}`}
        className={styles.popover!}
        triggerRef={anchor}
        placement="bottom start"
        offset={0}
        isOpen={open}
        onOpenChange={(isOpen) => !isOpen && close()}
      >
        {opened ? <Entries opened={opened} /> : null}
      </Popover>
    </>
  );
}
