export { Doctor, type DoctorContext } from './doctor.ts';
