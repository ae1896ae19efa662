import { z } from 'zod';

/** Settings that follow the user from machine to machine. */
export const userSettings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  highlightColour: z.enum(['yellow', 'green', 'blue', 'pink', 'purple']),
});
export type UserSettings = z.infer<typeof userSettings>;

/** What a setting is before the user says otherwise. */
export const DEFAULT_SETTINGS: UserSettings = {
  theme: 'system',
  highlightColour: 'yellow',
};

/** This machine's window: open tabs and what the library shows. Never travels. */
export const layout = z.object({
  tabs: z.array(z.object({ paperId: z.string(), title: z.string() })).max(200),
  /** The paper whose tab is in front, or null for the library. */
  activeTab: z.string().nullable(),
  selectedPaper: z.string().nullable(),
  sidebar: z.string().nullable(),
});
export type Layout = z.infer<typeof layout>;
