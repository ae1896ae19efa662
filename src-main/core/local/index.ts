export { LocalStore } from './local-store.ts';
