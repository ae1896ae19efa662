import { isEditable } from './editable.ts';

/** Puts words of ours on the clipboard where the user copies and `text` has some to give. */
export function listenForCopies(signal: AbortSignal, text: () => string | null): void {
  const words = ({ target }: Event): string | null => (isEditable(target) ? null : text());
  const onCopy = (event: ClipboardEvent) => {
    const copied = words(event);
    if (copied === null) return;
    event.clipboardData?.setData('text/plain', copied);
    event.preventDefault();
  };
  document.addEventListener('copy', onCopy, { signal });
  // Without a selection of its own the browser copies only if somebody claims the event before.
  const claim = (event: Event) => words(event) !== null && event.preventDefault();
  document.addEventListener('beforecopy', claim, { signal });
}
