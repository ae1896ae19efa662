export { THUMBNAIL_FOLDER, thumbnailFile } from './file-name.ts';
export { Thumbnails, type ThumbnailsOptions } from './thumbnails.ts';
