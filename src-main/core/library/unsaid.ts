import type { Json } from '../store/index.ts';

/** What fields mean that were never written; what is not here is null then. */
export const UNSAID: { readonly [field: string]: Json } = {
  status: 'new',
  starred: false,
  order: '',
};
