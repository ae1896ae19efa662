import { create } from 'zustand';
import type { Layout, ReadingPosition } from '../../src-shared/contract/index.ts';

/** A paper that is open in a tab. */
export type PaperTab = { readonly paperId: string; readonly title: string };

/** Widths of the library's panes, in rem. */
export type PaneWidths = { readonly sidebar?: number; readonly list?: number };

/** A place in a paper that its reader is asked to go to. */
export type ReaderTarget =
  | { readonly annotationId: string }
  /** A page, counted from 0, and the words on it that are to be marked. */
  | { readonly page: number; readonly words: readonly string[] };

/** The sections of the settings, in their order. */
export const SETTINGS_SECTIONS = [
  'general',
  'keyboard',
  'sources',
  'backfill',
  'storage',
  'sync',
  'backups',
  'health',
] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** How a list is ordered: by what, and whether under featured days. */
export type ListOrder = Omit<NonNullable<Layout['lists']>[number], 'id'>;

/** Stands for the settings where a tab is named; no paper's id is without a colon. */
export const SETTINGS_TAB = 'settings';

/** What is open and in front in this window; never a copy of the library. */
export type Navigation = {
  readonly tabs: readonly PaperTab[];
  /** The paper whose tab is in front, or `SETTINGS_TAB`; null for the library. */
  readonly activeTab: string | null;
  /** The paper that stands beside a tab's own one, by the paper of the tab; it may be the same. */
  readonly beside: Readonly<Record<string, string>>;
  /** Where this window's readers stand, by `placeKey`. */
  readonly places: Readonly<Record<string, ReadingPosition>>;
  /** The section that the settings' tab shows; null while there is no such tab. */
  readonly settings: SettingsSection | null;
  /** The tab that was in front before the settings. */
  readonly beforeSettings: string | null;
  /** The paper that is selected in the list. */
  readonly selectedPaper: string | null;
  /** The entry of the sidebar that is shown. */
  readonly sidebar: string | null;
  /** What is expanded in the sidebar: collections by id, and `tags`. */
  readonly expanded: ReadonlySet<string>;
  /** Widths of the library's panes in rem, where the user has set them. */
  readonly widths: PaneWidths;
  /** How lists are ordered, by the sidebar's entry, where the user has said so. */
  readonly orders: ReadonlyMap<string, ListOrder>;
  /** Where readers were asked to go, by paper; a reader calls `clearTarget` when it is there. */
  readonly targets: Readonly<Record<string, ReaderTarget>>;
  /** Whether what was kept of the last time has been looked for. */
  readonly restored: boolean;
};

const EMPTY: Navigation = {
  tabs: [],
  activeTab: null,
  beside: {},
  places: {},
  settings: null,
  beforeSettings: null,
  selectedPaper: null,
  sidebar: null,
  expanded: new Set(),
  widths: {},
  orders: new Map(),
  targets: {},
  restored: false,
};

/** The state of navigation; a zustand store and hook. */
export const useNavigation = create<Navigation>(() => EMPTY);

/** Opens a paper in a tab, or brings its tab to the front; `target` is a place to go to. */
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

/** Shows a paper beside that of a tab, in place of another there; null leaves the tab's own alone. */
export function showBeside(tab: string, paperId: string | null): void {
  useNavigation.setState(({ beside: { [tab]: _before, ...beside } }) => ({
    beside: paperId === null ? beside : { ...beside, [tab]: paperId },
  }));
  useNavigation.setState((state) => ({ places: presentPlaces(state) }));
}

/** Names the reader of a tab's paper, or of one beside it. */
export const placeKey = (paperId: string, besideOf?: string): string =>
  besideOf === undefined ? paperId : `${besideOf} ${paperId}`;

/** Notes where a reader of this window stands. */
export function keepPlace(key: string, position: ReadingPosition): void {
  useNavigation.setState(({ places }) => ({ places: { ...places, [key]: position } }));
}

/** The places of readers that are still there. */
function presentPlaces({ tabs, beside, places }: Navigation): Navigation['places'] {
  const keys = tabs.flatMap(({ paperId }) => {
    const other = beside[paperId];
    return other === undefined ? [paperId] : [paperId, placeKey(other, paperId)];
  });
  return Object.fromEntries(
    keys.flatMap((key) => (places[key] === undefined ? [] : [[key, places[key]]])),
  );
}

/** The paper whose reader is in front, or null. */
export const paperInFront = ({ activeTab }: Navigation): string | null =>
  activeTab === SETTINGS_TAB ? null : activeTab;

/** Opens the settings at a section, or where they were, and brings them to the front. */
export function openSettings(section?: SettingsSection): void {
  useNavigation.setState(({ settings, activeTab, beforeSettings }) => ({
    settings: section ?? settings ?? SETTINGS_SECTIONS[0],
    activeTab: SETTINGS_TAB,
    beforeSettings: activeTab === SETTINGS_TAB ? beforeSettings : activeTab,
  }));
}

function closeSettings(): void {
  useNavigation.setState(({ activeTab, beforeSettings, tabs }) => ({
    settings: null,
    beforeSettings: null,
    activeTab: activeTab === SETTINGS_TAB ? openTab(tabs, beforeSettings) : activeTab,
  }));
}

/** The tab if it is one of a paper that is open, or else the library. */
function openTab(tabs: readonly PaperTab[], tab: string | null): string | null {
  return tabs.some(({ paperId }) => paperId === tab) ? tab : null;
}

/** Closes a tab; a paper's gives way to the one beside it, the settings to what was before them. */
export function closeTab(tab: string): void {
  if (tab === SETTINGS_TAB) closeSettings();
  else closePaper(tab);
}

function closePaper(paperId: string): void {
  showBeside(paperId, null);
  useNavigation.setState(({ tabs, activeTab, targets: { [paperId]: _gone, ...targets } }) => {
    const index = tabs.findIndex((tab) => tab.paperId === paperId);
    const rest = tabs.filter((tab) => tab.paperId !== paperId);
    const beside = rest[Math.min(index, rest.length - 1)]?.paperId ?? null;
    return { tabs: rest, targets, activeTab: activeTab === paperId ? beside : activeTab };
  });
  useNavigation.setState((state) => ({ places: presentPlaces(state) }));
}

/** Brings a tab, or with null the library, to the front. */
export function activateTab(tab: string | null): void {
  if (tab === SETTINGS_TAB) openSettings();
  else useNavigation.setState({ activeTab: tab });
}

/** The tabs as they stand: the library, the papers, the settings. */
export function allTabs({ tabs, settings }: Navigation): (string | null)[] {
  return [null, ...tabs.map((tab) => tab.paperId), ...(settings === null ? [] : [SETTINGS_TAB])];
}

/** Brings the tab `step` places further to the front, round the ends; the library is the first. */
export function stepTab(step: number): void {
  const state = useNavigation.getState();
  const all = allTabs(state);
  const index = all.indexOf(state.activeTab) + step;
  activateTab(all[(index + all.length) % all.length] ?? null);
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
export function toLayout(navigation: Navigation): Layout {
  const { tabs, activeTab, beforeSettings, selectedPaper, sidebar } = navigation;
  const { beside, expanded, widths, orders } = navigation;
  const places = presentPlaces(navigation);
  return {
    tabs: tabs.slice(-200).map((tab) => ({ ...tab })),
    activeTab: activeTab === SETTINGS_TAB ? beforeSettings : activeTab,
    selectedPaper,
    sidebar,
    ...(Object.keys(beside).length > 0 ? { beside: { ...beside } } : {}),
    ...(Object.keys(places).length > 0 ? { places } : {}),
    ...(expanded.size > 0 ? { expanded: [...expanded].slice(-2_000) } : {}),
    ...(Object.keys(widths).length > 0 ? { widths: { ...widths } } : {}),
    ...(orders.size > 0
      ? { lists: [...orders].slice(-500).map(([id, order]) => ({ id, ...order })) }
      : {}),
  };
}

/** Restores what was kept; where the user has chosen an entry meanwhile, the choice stands. */
export function restoreLayout(layout: Layout): void {
  const {
    tabs,
    activeTab,
    selectedPaper,
    sidebar,
    beside = {},
    places = {},
    expanded = [],
    widths = {},
    lists = [],
  } = layout;
  const orders = new Map(lists.map(({ id, ...order }) => [id, order]));
  const kept = { tabs, beside, places, expanded: new Set(expanded), widths, orders };
  const { sidebar: chosen, activeTab: inFront } = useNavigation.getState();
  const tab = openTab(tabs, activeTab);
  if (chosen !== null) useNavigation.setState(kept);
  else
    useNavigation.setState({
      ...kept,
      selectedPaper,
      sidebar,
      // Settings that were opened meanwhile stay in front, and close to what was kept.
      ...(inFront === SETTINGS_TAB ? { beforeSettings: tab } : { activeTab: tab }),
    });
}
