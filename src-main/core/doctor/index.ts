export { Doctor } from './doctor.ts';
export type { DoctorContext } from './types.ts';
