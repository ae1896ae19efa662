import { lazy, Suspense, useEffect, useState } from 'react';
import { Library } from '../library/library.tsx';
import { registry } from './actions.ts';
import styles from './app.module.css';
import { useAppActions } from './app-actions.ts';
import { Banners } from './banners.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { HelpSheet } from './help-sheet.tsx';
import { useNavigation } from './navigation.ts';
import { Palette } from './palette.tsx';
import { StatusBar } from './status-bar.tsx';
import { panelId, TabBar, tabId } from './tab-bar.tsx';
import { t } from './texts/index.ts';

const Reader = lazy(async () => {
  const { Reader } = await import('../reader/index.ts');
  return { default: Reader };
});

/** The window: tabs, the part in front, the status bar. */
export function App() {
  const activeTab = useNavigation((state) => state.activeTab);
  useAppActions();
  useEffect(() => registry.setFront(activeTab === null ? 'library' : 'reader'), [activeTab]);
  return (
    <div className={styles.window}>
      <TabBar />
      <Banners />
      <main className={styles.panels}>
        <Panel tab={null} active={activeTab === null}>
          <Library />
        </Panel>
        <Readers activeTab={activeTab} />
      </main>
      <StatusBar />
      <Palette />
      <HelpSheet />
    </div>
  );
}

/** A reader is made when its tab first comes to the front, and stays until the tab is closed. */
function Readers({ activeTab }: { activeTab: string | null }) {
  const tabs = useNavigation((state) => state.tabs);
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  if (activeTab !== null && !visited.has(activeTab)) setVisited(new Set([...visited, activeTab]));
  return tabs
    .filter(({ paperId }) => visited.has(paperId))
    .map(({ paperId }) => (
      <Panel key={paperId} tab={paperId} active={paperId === activeTab}>
        <Suspense fallback={<p className={styles.loading}>{t.app.loading}</p>}>
          <Reader paperId={paperId} active={paperId === activeTab} />
        </Suspense>
      </Panel>
    ));
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
