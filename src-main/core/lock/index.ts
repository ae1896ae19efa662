export { type Endpoint, readEndpoint } from './endpoint.ts';
export { type AcquireLockResult, acquireLock, type Lock } from './lock.ts';
