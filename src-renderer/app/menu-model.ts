import { type Action, registry } from './actions.ts';
import { t } from './texts/index.ts';

const texts = t.menus;

/**
 * An entry of a menu as it is planned: an action's id, all actions whose ids begin so (`…*`), or a
 * menu of its own. What is not registered leaves no gap.
 */
export type Planned = string | { readonly title: string; readonly entries: readonly string[] };

/** Entries of a menu in sections, which lines part. */
export type MenuPlan = readonly (readonly Planned[])[];

/** An entry of a menu as it is shown. */
export type MenuEntry =
  | { readonly kind: 'action'; readonly action: Action; readonly enabled: boolean }
  | { readonly kind: 'submenu'; readonly title: string; readonly entries: readonly MenuEntry[] };

/** What a context menu is opened for. */
export type TargetKind =
  | 'paper'
  | 'details'
  | 'collection'
  | 'search'
  | 'tag'
  | 'section'
  | 'tab'
  | 'highlight';

const SORT: Planned = { title: texts.sort, entries: ['library.sort.*', 'library.group-by-day'] };
const FILTER: Planned = { title: texts.filter, entries: ['library.filter.*'] };
const STATUS: Planned = { title: texts.status, entries: ['library.status.*'] };

const PAPER: MenuPlan = [
  ['library.read', 'library.open-hit', 'app.paper-in-new-window'],
  ['library.star', STATUS, 'library.tag', 'library.collect', 'library.uncollect', 'library.due'],
  ['library.move-up', 'library.move-down'],
  ['library.fetch-pdf', 'library.cancel-pdf'],
  ['library.cite', 'library.copy-*', 'library.export*'],
  ['library.merge*', 'library.remove'],
];

/** The application menu of a system has one of its own. */
const NEW_WINDOW: readonly string[] =
  globalThis.window?.offprintShell === undefined ? ['app.new-window'] : [];

/** The menus of the program, from left to right. */
export const MENUS: readonly { readonly id: keyof typeof texts.names; readonly plan: MenuPlan }[] =
  [
    {
      id: 'file',
      plan: [
        [...NEW_WINDOW, 'app.paper-in-new-window'],
        ['notes.new', 'app.import', 'app.import-report', 'library.cite', 'settings.export'],
        ['app.sync', 'app.cancel-sync', 'settings.back-up'],
        [{ title: texts.machines, entries: ['sync.*'] }],
        ['app.settings', 'app.open-demo'],
        ['app.close-tab'],
      ],
    },
    {
      id: 'edit',
      plan: [
        ['app.undo', 'app.redo', 'reader.undo', 'reader.redo'],
        ['reader.copy', 'reader.caret', 'reader.clear'],
        ['library.select-all', 'library.toggle', 'library.select-one'],
        ['reader.find', 'reader.findNext', 'reader.findPrevious'],
        ['app.search', 'library.clear-search', 'searches.save*'],
      ],
    },
    {
      id: 'view',
      plan: [
        [SORT, FILTER],
        [
          'reader.zoomIn',
          'reader.zoomOut',
          'reader.actualSize',
          'reader.fitWidth',
          'reader.fitPage',
          { title: t.view.zoom, entries: ['reader.zoomTo.*'] },
          'reader.rotateRight',
          'reader.rotateLeft',
          { title: t.view.spread, entries: ['reader.spread.*'] },
          { title: t.view.theme, entries: ['reader.pageTheme.*'] },
          'reader.split',
          'reader.other-half',
          { title: t.aloud.label, entries: ['reader.aloud.*'] },
        ],
        ['reader.showHighlights', 'reader.showNote', 'reader.showOutline', 'reader.showPages'],
        [{ title: texts.theme, entries: ['app.theme.*'] }],
      ],
    },
    {
      id: 'go',
      plan: [
        ['app.library', 'app.next-tab', 'app.previous-tab'],
        ['library.show.*'],
        ['library.next', 'library.previous', 'library.first', 'library.last'],
        [
          'reader.nextPage',
          'reader.previousPage',
          'reader.firstPage',
          'reader.lastPage',
          'reader.goToPage',
        ],
      ],
    },
    {
      id: 'paper',
      plan: [
        ...PAPER,
        [
          'reader.highlight',
          'reader.quote',
          { title: t.reader.highlightTools, entries: ['reader.highlight.*', 'reader.removeMark'] },
        ],
        [{ title: t.templates.insert, entries: ['notes.template.*'] }, 'notes.export'],
        ['app.status.*'],
      ],
    },
    {
      id: 'help',
      plan: [['app.palette', 'app.help'], [{ title: texts.settings, entries: ['settings.*'] }]],
    },
  ];

/** What stands in the context menus. */
export const CONTEXT_MENUS: Readonly<Record<TargetKind, MenuPlan>> = {
  paper: PAPER,
  details: PAPER,
  collection: [
    ['collections.new-inside', 'collections.new', 'collections.rename'],
    ['collections.up', 'collections.down', 'collections.in', 'collections.out'],
    ['collections.*'],
  ],
  search: [['searches.change', 'searches.up', 'searches.down'], ['searches.*']],
  tag: [['tags.*']],
  section: [
    [SORT, FILTER],
    ['collections.new', 'library.empty-trash'],
  ],
  tab: [
    ['app.paper-in-new-window'],
    ['tabs.close', 'tabs.close-others', 'tabs.close-right'],
    ['tabs.*'],
  ],
  highlight: [['reader.highlight.*'], ['reader.quote'], ['reader.removeMark']],
};

type Rules = {
  /** Whether an action stands in the menu at all. */
  readonly has: (action: Action) => boolean;
  readonly enabled: (action: Action) => boolean;
};

/** The entries of a plan that there are now; sections without any are left out. */
export function resolveMenu(
  plan: MenuPlan,
  actions: readonly Action[],
  rules: Rules,
): MenuEntry[][] {
  const left = new Map(actions.filter(rules.has).map((action) => [action.id, action]));
  const named = new Set(
    plan.flat().flatMap((one) => (typeof one === 'string' ? one : one.entries)),
  );
  const take = (id: string): MenuEntry[] => {
    const prefix = id.endsWith('*') ? id.slice(0, -1) : null;
    const found = [...left.values()].filter((action) =>
      prefix === null ? action.id === id : action.id.startsWith(prefix) && !named.has(action.id),
    );
    for (const action of found) left.delete(action.id);
    return found.map((action) => ({ kind: 'action', action, enabled: rules.enabled(action) }));
  };
  const resolve = (planned: Planned): MenuEntry[] => {
    if (typeof planned === 'string') return take(planned);
    const entries = planned.entries.flatMap(take);
    return entries.length === 0 ? [] : [{ kind: 'submenu', title: planned.title, entries }];
  };
  return plan.map((section) => section.flatMap(resolve)).filter((section) => section.length > 0);
}

/** A menu of the program as it is now. */
export type ShownMenu = {
  readonly id: keyof typeof texts.names;
  readonly title: string;
  readonly sections: readonly (readonly MenuEntry[])[];
};

/** The menus of the program with what is registered now; what cannot be done now is told so. */
export function shownMenus(): ShownMenu[] {
  const { front } = registry;
  return MENUS.map(({ id, plan }) => ({
    id,
    title: texts.names[id],
    sections: resolveMenu(plan, registry.all, {
      has: ({ scope }) => scope === 'app' || scope === front,
      enabled: (action) => registry.isAvailable(action),
    }),
  })).filter(({ sections }) => sections.length > 0);
}
