export { Doctor } from './doctor.ts';
export { Health, wasLeftOpen } from './health.ts';
export type { DoctorContext } from './types.ts';
