import { z } from 'zod';

const text = z.string().min(1).max(200);

const menuAct = z.object({
  kind: z.literal('action'),
  /** Which act of the interface it is. */
  id: z.string().min(1).max(120),
  title: text,
  /** As Electron writes keys; null where it cannot, or none should be shown. */
  accelerator: z
    .string()
    .regex(/^[\x21-\x7e]{1,60}$/)
    .nullable(),
  enabled: z.boolean(),
});
export type MenuAct = z.infer<typeof menuAct>;

const menuEntry = z.discriminatedUnion('kind', [
  menuAct,
  z.object({ kind: z.literal('submenu'), title: text, entries: z.array(menuAct).max(60) }),
]);

/** What the interface asks the system to show as the application menu, in the user's language. */
export const menuModel = z.object({
  menus: z
    .array(
      z.object({
        id: z.enum(['file', 'edit', 'view', 'go', 'paper', 'help']),
        title: text,
        sections: z.array(z.array(menuEntry).max(60)).max(20),
      }),
    )
    .max(10),
  /** Names of what the system does by itself. */
  labels: z.object({
    newWindow: text,
    undo: text,
    redo: text,
    cut: text,
    copy: text,
    paste: text,
    selectAll: text,
    reload: text,
    developerTools: text,
    fullScreen: text,
    window: text,
    minimize: text,
    close: text,
    quit: text,
  }),
});
export type MenuModel = z.infer<typeof menuModel>;
