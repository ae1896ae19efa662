export { type Wired, type WiringOptions, wire } from './wire.ts';
