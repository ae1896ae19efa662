import { Settings, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { SearchBox, useSearchAction } from '../search/search-box.tsx';
import { runAction, useKeyOf } from './actions.ts';
import { AppMenu } from './app-menu.tsx';
import { useContextMenu } from './context-menu.tsx';
import { formatChord } from './keys.ts';
import {
  activateTab,
  allTabs,
  closeTab,
  SETTINGS_TAB,
  stepTab,
  useNavigation,
} from './navigation.ts';
import { isMac } from './platform.ts';
import styles from './tab-bar.module.css';
import { t } from './texts/index.ts';

/** The id of a tab's element; null is the library's, and the settings have theirs. */
export const tabId = (tab: string | null): string => `tab-${domName(tab)}`;

/** The id of the panel that a tab shows. */
export const panelId = (tab: string | null): string => `panel-${domName(tab)}`;

/** Paper ids hold colons and more, which ids of elements may not be told by in a list of ids. */
function domName(tab: string | null): string {
  if (tab === null || tab === SETTINGS_TAB) return tab ?? 'library';
  return `paper-${tab.replace(/[^\w.-]/g, '_')}`;
}

/** The library, the open papers and the settings as tabs, and the way to all commands. */
export function TabBar() {
  const tabs = useNavigation((state) => state.tabs);
  const activeTab = useNavigation((state) => state.activeTab);
  const settings = useNavigation((state) => state.settings !== null);
  useSearchAction();
  const settingsKey = useKeyOf('app.settings');
  useContextMenu('[data-tab]', ({ dataset, textContent }) =>
    dataset.tab ? { kind: 'tab', id: dataset.tab, label: t.menus.of.tab(textContent ?? '') } : null,
  );
  return (
    <header className={styles.bar}>
      <AppMenu />
      <div
        className={styles.tabs}
        role="tablist"
        aria-label={t.app.tabs.label}
        onKeyDown={(event) => onTabKey(event, activeTab)}
      >
        <Tab tab={null} title={t.app.tabs.library} active={activeTab === null} />
        {tabs.map(({ paperId, title }) => (
          <Tab key={paperId} tab={paperId} title={title} active={paperId === activeTab} />
        ))}
        {settings ? (
          <Tab tab={SETTINGS_TAB} title={t.settings.title} active={activeTab === SETTINGS_TAB} />
        ) : null}
      </div>
      <button
        type="button"
        className={styles.settings}
        aria-label={t.settings.title}
        title={withKey(t.settings.title, settingsKey)}
        onClick={() => runAction('app.settings')}
      >
        <Settings size="1rem" aria-hidden="true" />
      </button>
      {activeTab === null ? <SearchBox /> : <Commands />}
    </header>
  );
}

function Commands() {
  const key = useKeyOf('app.palette');
  return (
    <button
      type="button"
      className={styles.commands}
      aria-haspopup="dialog"
      onClick={() => runAction('app.palette')}
    >
      {t.app.commands} {key ? <kbd>{formatChord(key, isMac)}</kbd> : null}
    </button>
  );
}

const withKey = (title: string, key: string | undefined): string =>
  key === undefined ? title : `${title} (${formatChord(key, isMac)})`;

type TabProps = {
  readonly tab: string | null;
  readonly title: string;
  readonly active: boolean;
};

function Tab({ tab, title, active }: TabProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (active) button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  return (
    <div className={active ? `${styles.tab} ${styles.on}` : styles.tab} role="presentation">
      <button
        ref={button}
        id={tabId(tab)}
        type="button"
        role="tab"
        data-tab={tab ?? undefined}
        className={styles.title}
        aria-selected={active}
        aria-controls={active ? panelId(tab) : undefined}
        tabIndex={active ? 0 : -1}
        title={title}
        onClick={() => activateTab(tab)}
        onAuxClick={(event) => event.button === 1 && tab !== null && closeTab(tab)}
      >
        {title}
      </button>
      {tab === null ? null : <CloseButton tab={tab} title={title} />}
    </div>
  );
}

/** For the mouse; by keyboard a tab is closed with Delete or by its action. */
function CloseButton({ tab, title }: { tab: string; title: string }) {
  return (
    <button
      type="button"
      className={styles.close}
      aria-hidden="true"
      tabIndex={-1}
      title={t.app.tabs.close(title)}
      onClick={() => closeTab(tab)}
    >
      <X size="0.875rem" />
    </button>
  );
}

function onTabKey(event: KeyboardEvent, activeTab: string | null): void {
  const act = {
    ArrowRight: () => stepTab(1),
    ArrowLeft: () => stepTab(-1),
    Home: () => activateTab(null),
    End: () => activateTab(allTabs(useNavigation.getState()).at(-1) ?? null),
    Delete: () => activeTab !== null && closeTab(activeTab),
  }[event.key];
  if (!act || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  act();
  requestAnimationFrame(() => {
    document.getElementById(tabId(useNavigation.getState().activeTab))?.focus();
  });
}
