import { runAction } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { isOpen, useImports } from './imports.ts';

/** In the status bar: an import that goes on out of sight, or is done and was not looked at. */
export function ImportStatus({ className }: { className: string | undefined }) {
  const { items, shown, seen } = useImports();
  if (shown || seen) return null;
  const open = items.filter(isOpen).length;
  const done = items.length - open;
  const text = open > 0 ? t.import.running(done, items.length) : t.import.done(items);
  return (
    <button
      type="button"
      className={className}
      title={t.import.showReport}
      onClick={() => runAction('app.import-report')}
    >
      {text}
      {open > 0 ? <progress aria-label={text} value={done} max={items.length} /> : null}
    </button>
  );
}
