import { open, rename, rm } from 'node:fs/promises';

/** Takes a text piece by piece; it is there only when all of it is. */
export type TextTarget = {
  write(text: string): Promise<void>;
  finish(): Promise<void>;
  drop(): Promise<void>;
};

/** A file that is there, whole, when it is finished. Throws Node's errors. */
export async function toFile(path: string): Promise<TextTarget> {
  const part = `${path}.part`;
  const file = await open(part, 'w');
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await file.close();
    isOpen = false;
  };
  return {
    write: async (text) => void (await file.write(text)),
    finish: async () => {
      await file.sync();
      await close();
      await rename(part, path);
    },
    drop: async () => {
      await close();
      await rm(part, { force: true });
    },
  };
}
