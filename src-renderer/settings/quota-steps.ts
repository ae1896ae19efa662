/** Bytes of a gigabyte, as people and disks count. */
export const GIGABYTE = 1_000_000_000;

/** The contract's least quota is 10 MB; less than this is of no use to anyone. */
export const MIN_GIGABYTES = 0.1;

const STEPS = [5, 10, 20, 50, 100, 200, 500, 1_000];

/** A quota to begin with, in bytes: the step with some room above what is used. */
export function firstQuota(used: number): number {
  const enough = STEPS.find((step) => step * GIGABYTE >= used * 1.25);
  return (enough ?? Math.ceil((used * 1.25) / GIGABYTE)) * GIGABYTE;
}

/** Bytes as the gigabytes that the field shows. */
export const toGigabytes = (bytes: number): number => Math.round(bytes / (GIGABYTE / 100)) / 100;

/** The gigabytes of the field in whole bytes. */
export const toBytes = (gigabytes: number): number => Math.round(gigabytes * GIGABYTE);
