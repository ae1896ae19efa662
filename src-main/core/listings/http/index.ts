export { isHtml } from './body.ts';
export {
  createHttp,
  type Http,
  type HttpAnswer,
  type HttpOptions,
  type HttpRequest,
  type JsonAnswer,
  type TextAnswer,
} from './http.ts';
export type { HostPolicy, Origins, Pace, RequestKind } from './policy.ts';
