export { LocalStore } from './local-store.ts';
export { registerDevice } from './register-device.ts';
export { isTimeSettled } from './settled-time.ts';
