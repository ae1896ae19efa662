import { useMutation } from '@tanstack/react-query';

/** A call to the core that a control makes; `failed` until the next try. */
export function useAct<Input = void, Result = unknown>(act: (input: Input) => Promise<Result>) {
  const { mutate, isPending, isError, data } = useMutation({ mutationFn: act });
  return { run: mutate, busy: isPending, failed: isError, result: data };
}
