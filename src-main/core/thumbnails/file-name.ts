import { createHash } from 'node:crypto';
import type { PictureType } from '../listings/index.ts';

const EXTENSIONS: Readonly<Record<PictureType, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
};

const FILE_NAME = /^([0-9a-f]{32})\.(?:png|jpg|webp|gif)$/;
const PATH = '/thumbnails/';

/** The folder of pictures in a data folder. */
export const THUMBNAIL_FOLDER = 'thumbnails';

/** What stands for a picture's address in names: the same picture is fetched and kept once. */
export function keyOf(url: string): string {
  return createHash('sha256').update(url).digest('hex').slice(0, 32);
}

/** The name of a picture's file, such as `0f…3a.png`. */
export function fileNameOf(url: string, type: PictureType): string {
  return `${keyOf(url)}.${EXTENSIONS[type]}`;
}

/** The key in the name of a picture's file; undefined for any other file. */
export function keyIn(fileName: string): string | undefined {
  return FILE_NAME.exec(fileName)?.[1];
}

/** The path under which the core serves a file. */
export function servedPath(fileName: string): string {
  return PATH + fileName;
}

/** The file that a path asks for, or null where it asks for something else. */
export function thumbnailFile(pathname: string): string | null {
  const name = pathname.startsWith(PATH) ? pathname.slice(PATH.length) : '';
  return keyIn(name) === undefined ? null : name;
}
