import { lazy, Suspense, useEffect, useState } from 'react';
import { ImportArea } from '../import/index.ts';
import { Library } from '../library/library.tsx';
import { type Front, registry } from './actions.ts';
import styles from './app.module.css';
import { useAppActions } from './app-actions.ts';
import { Banners } from './banners.tsx';
import { ContextMenu } from './context-menu.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { HelpSheet } from './help-sheet.tsx';
import { type Navigation, paperInFront, SETTINGS_TAB, useNavigation } from './navigation.ts';
import { Palette } from './palette.tsx';
import { ReaderPair } from './reader-pair.tsx';
import { StatusBar } from './status-bar.tsx';
import { panelId, TabBar, tabId } from './tab-bar.tsx';
import { t } from './texts/index.ts';
import { Toasts } from './toasts.tsx';

const Settings = lazy(async () => {
  const { Settings } = await import('../settings/index.ts');
  return { default: Settings };
});

function frontOf({ activeTab }: Navigation): Front {
  if (activeTab === null) return 'library';
  return activeTab === SETTINGS_TAB ? 'settings' : 'reader';
}

/** The window: tabs, the part in front, the status bar. */
export function App() {
  const front = useNavigation(frontOf);
  useAppActions();
  useEffect(() => registry.setFront(front), [front]);
  return (
    <div className={styles.window}>
      <TabBar />
      <Banners />
      <main className={styles.panels}>
        <Panel tab={null} active={front === 'library'}>
          <Library />
        </Panel>
        <Readers />
        <SettingsPanel active={front === 'settings'} />
      </main>
      <StatusBar />
      <Palette />
      <HelpSheet />
      <ImportArea />
      <Toasts />
      <ContextMenu />
    </div>
  );
}

/** A reader is made when its tab first comes to the front, and stays until the tab is closed. */
function Readers() {
  const activeTab = useNavigation(paperInFront);
  const tabs = useNavigation((state) => state.tabs);
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  if (activeTab !== null && !visited.has(activeTab)) setVisited(new Set([...visited, activeTab]));
  return tabs
    .filter(({ paperId }) => visited.has(paperId))
    .map(({ paperId }) => (
      <Panel key={paperId} tab={paperId} active={paperId === activeTab}>
        <ReaderPair paperId={paperId} active={paperId === activeTab} />
      </Panel>
    ));
}

function SettingsPanel({ active }: { active: boolean }) {
  const section = useNavigation((state) => state.settings);
  if (section === null) return null;
  return (
    <Panel tab={SETTINGS_TAB} active={active}>
      <Suspense fallback={<p className={styles.loading}>{t.app.loading}</p>}>
        <Settings section={section} />
      </Suspense>
    </Panel>
  );
}

type PanelProps = {
  readonly tab: string | null;
  readonly active: boolean;
  readonly children: React.ReactNode;
};

/** Hidden panels keep their layout, so that nothing is measured or scrolled anew on return. */
function Panel({ tab, active, children }: PanelProps) {
  return (
    <div
      id={panelId(tab)}
      className={active ? styles.panel : `${styles.panel} ${styles.hidden}`}
      role="tabpanel"
      aria-labelledby={tabId(tab)}
      inert={!active}
    >
      <ErrorBoundary>{children}</ErrorBoundary>
    </div>
  );
}
