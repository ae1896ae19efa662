/** The id of the heading of the section in front, which gets the focus. */
export const SETTINGS_TITLE = 'settings-title';

/** Gives the focus to the heading of the settings' section, where what had it is gone. */
export function focusSettingsTitle(): void {
  document.getElementById(SETTINGS_TITLE)?.focus();
}
