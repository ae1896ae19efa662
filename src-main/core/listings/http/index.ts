export { isHtml } from './body.ts';
export type { HostHealth } from './health.ts';
export {
  createHttp,
  type Http,
  type HttpAnswer,
  type HttpOptions,
  type HttpRequest,
  type JsonAnswer,
  type TextAnswer,
} from './http.ts';
export {
  type HostPolicy,
  type Origins,
  type Pace,
  PICTURE_ORIGINS,
  policiesFor,
} from './policy.ts';
