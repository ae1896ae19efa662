import { create } from 'zustand';
import type { Layout } from '../../src-shared/contract/index.ts';

/** A paper that is open in a tab. */
export type PaperTab = { readonly paperId: string; readonly title: string };

/** A place in a paper that its reader is asked to go to. */
export type ReaderTarget = { readonly annotationId: string };

/** What is open and in front in this window; never a copy of the library. */
export type Navigation = {
  readonly tabs: readonly PaperTab[];
  /** The paper whose tab is in front; null for the library. */
  readonly activeTab: string | null;
  /** The paper that is selected in the list. */
  readonly selectedPaper: string | null;
  /** The entry of the sidebar that is shown. */
  readonly sidebar: string | null;
  /** Where readers were asked to go, by paper; a reader calls `clearTarget` when it is there. */
  readonly targets: Readonly<Record<string, ReaderTarget>>;
  /** Whether what was kept of the last time has been looked for. */
  readonly restored: boolean;
};

const EMPTY: Navigation = {
  tabs: [],
  activeTab: null,
  selectedPaper: null,
  sidebar: null,
  targets: {},
  restored: false,
};

/** The state of navigation; a zustand store and hook. */
export const useNavigation = create<Navigation>(() => EMPTY);

/** Opens a paper in a tab, or brings its tab to the front; `target` is a mark to go to. */
export function openPaper(paperId: string, title: string, target?: ReaderTarget): void {
  useNavigation.setState(({ tabs, targets }) => ({
    tabs: tabs.some((tab) => tab.paperId === paperId) ? tabs : [...tabs, { paperId, title }],
    activeTab: paperId,
    targets: target ? { ...targets, [paperId]: target } : targets,
  }));
}

/** Tells that a reader has gone where it was asked to. */
export function clearTarget(paperId: string): void {
  useNavigation.setState(({ targets: { [paperId]: _gone, ...targets } }) => ({ targets }));
}

/** Closes a paper's tab; the one beside it comes to the front. */
export function closeTab(paperId: string): void {
  useNavigation.setState(({ tabs, activeTab, targets: { [paperId]: _gone, ...targets } }) => {
    const index = tabs.findIndex((tab) => tab.paperId === paperId);
    const rest = tabs.filter((tab) => tab.paperId !== paperId);
    const beside = rest[Math.min(index, rest.length - 1)]?.paperId ?? null;
    return { tabs: rest, targets, activeTab: activeTab === paperId ? beside : activeTab };
  });
}

/** Brings a paper's tab, or with null the library, to the front. */
export function activateTab(paperId: string | null): void {
  useNavigation.setState({ activeTab: paperId });
}

/** Brings the tab `step` places further to the front, round the ends; the library is the first. */
export function stepTab(step: number): void {
  useNavigation.setState(({ tabs, activeTab }) => {
    const all = [null, ...tabs.map((tab) => tab.paperId)];
    const index = all.indexOf(activeTab) + step;
    return { activeTab: all[(index + all.length) % all.length] ?? null };
  });
}

/** Selects a paper in the list. */
export function selectPaper(paperId: string | null): void {
  useNavigation.setState({ selectedPaper: paperId });
}

/** Shows an entry of the sidebar. */
export function showSidebarEntry(entry: string): void {
  useNavigation.setState({ sidebar: entry });
}

/** What is kept of the navigation from one start to the next. */
export function toLayout({ tabs, activeTab, selectedPaper, sidebar }: Navigation): Layout {
  return { tabs: tabs.slice(-200).map((tab) => ({ ...tab })), activeTab, selectedPaper, sidebar };
}

/** Restores what was kept. */
export function restoreLayout(layout: Layout): void {
  const { tabs, activeTab } = layout;
  const known = activeTab !== null && tabs.some((tab) => tab.paperId === activeTab);
  useNavigation.setState({ ...layout, activeTab: known ? activeTab : null });
}
