import { queryOptions } from '@tanstack/react-query';
import { client } from '../client.ts';

/** The styles that references can be set in. */
export const stylesQuery = () =>
  queryOptions({ queryKey: ['styles'], queryFn: () => client.exchange.styles() });
