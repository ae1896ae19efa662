import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { completionAt, withCompletion } from '../../src-shared/query/index.ts';
import { client } from '../client.ts';
import { keys } from '../queries.ts';

const NONE: readonly string[] = [];

/** Values for the field that is being typed at the caret, and the one that is chosen, -1 for none. */
export function useCompletion(text: string, caret: number) {
  const [active, setActive] = useState(-1);
  const [closed, setClosed] = useState<string | null>(null);
  const place = completionAt(text, caret);
  const isOpen = place !== null && closed !== text;
  const { field, prefix } = place ?? { field: 'author' as const, prefix: '' };
  const { data } = useQuery({
    queryKey: [...keys.completions, field, prefix],
    queryFn: () => client.search.complete({ field, prefix }),
    enabled: isOpen,
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  });
  const values = isOpen ? (data ?? NONE).filter((value) => value !== prefix) : NONE;
  return {
    values,
    active: Math.min(active, values.length - 1),
    setActive,
    close: () => {
      setClosed(text);
      setActive(-1);
    },
    complete: (value: string) => {
      setActive(-1);
      return place === null ? undefined : withCompletion(text, place, value);
    },
  };
}
