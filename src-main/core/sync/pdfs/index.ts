export { PdfCarrier } from './carrier.ts';
export type { Carried, CarrierParts, CarryLink, PdfsWaiting } from './types.ts';
