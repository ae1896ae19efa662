import { type ComponentType, useEffect, useRef } from 'react';
import { openSettings, SETTINGS_SECTIONS, type SettingsSection } from '../app/navigation.ts';
import { SETTINGS_TITLE } from '../app/settings-title.ts';
import { t } from '../app/texts/index.ts';
import { SyncSection } from '../sync/index.ts';
import { BackfillSection } from './backfill.tsx';
import { BackupsSection } from './backups.tsx';
import { GeneralSection } from './general.tsx';
import { HealthSection } from './health.tsx';
import { KeyboardSection } from './keyboard.tsx';
import styles from './settings.module.css';
import { SourcesSection } from './sources.tsx';
import { StorageSection } from './storage.tsx';

const SECTIONS: Readonly<Record<SettingsSection, ComponentType>> = {
  general: GeneralSection,
  keyboard: KeyboardSection,
  sources: SourcesSection,
  backfill: BackfillSection,
  storage: StorageSection,
  sync: SyncSection,
  backups: BackupsSection,
  health: HealthSection,
};

/** The settings: their sections on the left, the one that was chosen beside them. */
export function Settings({ section }: { readonly section: SettingsSection }) {
  const Section = SECTIONS[section];
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    takeFocus(title.current);
  }, []);
  useEffect(() => {
    window.addEventListener('keydown', leaveField);
    return () => window.removeEventListener('keydown', leaveField);
  }, []);
  return (
    <div className={styles.body}>
      <nav className={styles.sections} aria-label={t.settings.title}>
        <ul>
          {SETTINGS_SECTIONS.map((id) => (
            <li key={id}>
              <SectionButton id={id} on={id === section} />
            </li>
          ))}
        </ul>
      </nav>
      {/* A section that was left begins at its top. */}
      <div key={section} className={styles.pane}>
        <div className={styles.content}>
          <h1 ref={title} id={SETTINGS_TITLE} className={styles.title} tabIndex={-1}>
            {t.settings.sections[section]}
          </h1>
          <Section />
        </div>
      </div>
    </div>
  );
}

function SectionButton({ id, on }: { readonly id: SettingsSection; readonly on: boolean }) {
  return (
    <button
      type="button"
      className={on ? `${styles.entry} ${styles.on}` : styles.entry}
      aria-current={on ? 'page' : undefined}
      onClick={() => openSettings(id)}
    >
      {t.settings.sections[id]}
    </button>
  );
}

/** The first time, the settings are not there yet when their action asks for the focus. */
function takeFocus(title: HTMLElement | null): void {
  const { activeElement } = document;
  if (!activeElement || activeElement === document.body || activeElement.closest('[inert]'))
    title?.focus();
}

/** The first Escape leaves a field that is typed into, the next one the settings. */
function leaveField(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  const title = document.getElementById(SETTINGS_TITLE);
  if (!(event.target instanceof HTMLInputElement) || !event.target.matches(TYPED)) return;
  if (!title?.closest('[role="tabpanel"]')?.contains(event.target)) return;
  event.preventDefault();
  title.focus();
}

const TYPED = '[type="text"], [type="password"], [type="number"], [type="date"]';
