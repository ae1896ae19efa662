import { z } from 'zod';
import { sortOrder } from './library.ts';
import { markColour } from './marks.ts';
import { readingPosition } from './paper.ts';

/** Markdown that a note begins with; `{{title}}` and its like are filled in (NOTE-4). */
export const noteTemplate = z.object({
  id: z.string().min(1).max(60),
  name: z.string().trim().min(1).max(60),
  body: z.string().max(20_000),
});
export type NoteTemplate = z.infer<typeof noteTemplate>;

/** Settings that follow the user from machine to machine. */
export const userSettings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  highlightColour: markColour,
  /** What the user calls colours of marks, such as "method"; the others have their usual names. */
  colourNames: z.partialRecord(markColour, z.string().trim().min(1).max(40)),
  /** The user's own templates of notes, in their order. */
  noteTemplates: z.array(noteTemplate).max(50),
  /** How pages look; `system`: dark where the interface is (READ-5). */
  pageTheme: z.enum(['system', 'paper', 'sepia', 'dark']),
  /** Whether the recent days are read hourly while the program is open (LIST-1). */
  hourlySync: z.boolean(),
  /** Subscribed arXiv categories, such as `cs.CL` (LIST-8). */
  arxivCategories: z.array(z.string().regex(/^[a-z-]{2,12}(\.[A-Za-z-]{2,12})?$/)).max(50),
  /** Whether new versions of the user's papers are looked for weekly (LIST-10). */
  watchVersions: z.boolean(),
  /** Keys of actions that the user changed, by the action's id; none for an action without keys. */
  keys: z.record(z.string().max(120), z.array(z.string().min(1).max(60)).max(8)),
  /** Id of the CSL style that references are set in. */
  citationStyle: z.string().max(200),
});
export type UserSettings = z.infer<typeof userSettings>;

/** What a setting is before the user says otherwise. */
export const DEFAULT_SETTINGS: UserSettings = {
  theme: 'system',
  highlightColour: 'yellow',
  colourNames: {},
  noteTemplates: [],
  pageTheme: 'paper',
  hourlySync: true,
  arxivCategories: [],
  watchVersions: true,
  keys: {},
  citationStyle: 'apa',
};

/** Settings of this machine, which never travel: what its disk and its network are for (FILE-1). */
export const machineSettings = z.object({
  /** Fetch a PDF when its paper is opened. */
  pdfWhenOpened: z.boolean(),
  /** Fetch the PDFs of papers that are starred or collected. */
  pdfWhenStarred: z.boolean(),
  /** Fetch the PDFs of all papers of so many featured days; null: do not. */
  pdfOfLastDays: z.number().int().min(1).max(60).nullable(),
  /** Bytes for PDFs; null: as much as there is room. */
  pdfQuota: z.number().int().min(10_000_000).nullable(),
  /** Of the interface; `system` follows the machine. */
  language: z.enum(['system', 'en', 'de']),
});
export type MachineSettings = z.infer<typeof machineSettings>;

/** What a setting of this machine is before the user says otherwise. */
export const DEFAULT_MACHINE_SETTINGS: MachineSettings = {
  pdfWhenOpened: true,
  pdfWhenStarred: true,
  pdfOfLastDays: null,
  pdfQuota: null,
  language: 'system',
};

/** Names one of this machine's windows, as long as it is remembered. */
export const windowId = z.string().regex(/^[\w-]{1,64}$/);

/** One of this machine's windows: open tabs and what the library shows. Never travels. */
export const layout = z.object({
  tabs: z.array(z.object({ paperId: z.string(), title: z.string() })).max(200),
  /** The paper whose tab is in front, or null for the library. */
  activeTab: z.string().nullable(),
  /** What stands beside a paper's reader in its tab; both are papers' ids. */
  beside: z.record(z.string().max(240), z.string().max(240)).optional(),
  /** Where this window's readers stand: by the tab's paper, or by that and the one beside it. */
  places: z.record(z.string().max(500), readingPosition).optional(),
  selectedPaper: z.string().nullable(),
  sidebar: z.string().nullable(),
  /** What is expanded in the sidebar: collections by id, and `tags`. */
  expanded: z.array(z.string().max(80)).max(2_000).optional(),
  /** Widths of the library's panes in rem, where the user has set them. */
  widths: z
    .object({ sidebar: z.number().min(6).max(60), list: z.number().min(12).max(120) })
    .partial()
    .optional(),
  /** How lists are ordered, by the sidebar's entry, where the user has said so. */
  lists: z
    .array(z.object({ id: z.string().max(200), sort: sortOrder, grouped: z.boolean() }))
    .max(500)
    .optional(),
});
export type Layout = z.infer<typeof layout>;
