export * from './contract.ts';
export * from './events.ts';
export * from './library.ts';
export * from './marks.ts';
export * from './paper.ts';
export * from './settings.ts';
export * from './work.ts';
