export {
  type AddStyleResult,
  type CiteRequest,
  References,
  type ReferencesOptions,
} from './references.ts';
export { STYLE_FOLDER } from './style-folder.ts';
