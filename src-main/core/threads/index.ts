export { requireGoingOn, runOnce, type StopFlag, stopFlag } from './run-once.ts';
