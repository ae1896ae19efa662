export * from './archive/index.ts';
export { Exchange, type ExchangeOptions } from './exchange.ts';
export { INCOMING_FOLDER } from './incoming.ts';
export * from './note-export/index.ts';
export { type AddStyleResult, References, STYLE_FOLDER } from './references/index.ts';
