export { breath, withBreaths } from './breath.ts';
export type {
  Arrangement,
  EngineEvents,
  EngineOptions,
  EngineView,
  PageTone,
} from './engine-types.ts';
export {
  ACTUAL_SIZE,
  type Box,
  type Layout,
  type Place,
  type Spread,
  stepZoom,
  type ZoomRequest,
} from './layout.ts';
export type { PageView } from './page-view.ts';
export { type PageGeometry, type Rotation, turned } from './pages.ts';
export { drawings } from './painter.ts';
export type { OpenFailure } from './pdf-document.ts';
export { ReaderEngine } from './reader-engine.ts';
export type { RegionPicture } from './regions.ts';
export { warmPdfWorker } from './rehearsal.ts';
