import { memo, useLayoutEffect, useRef } from 'react';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './import.module.css';
import { type Import, isOpen, showImports, stopImports, useImports } from './imports.ts';
import { inSight } from './in-sight.ts';

const texts = t.import;
/** Problems of one file that are told; a file with more of them is something else. */
const MAX_PROBLEMS = 50;
const NOTHING = { problems: [], papers: 0, problemsLeftOut: 0 };

const close = (): void => showImports(false);

/** What became of each file, in words. */
export function ImportDialog() {
  const { items, looking, cut } = useImports();
  const open = items.filter(isOpen).length;
  const { named, left } = inSight(items);
  const buttons = useRef<HTMLElement>(null);
  // Not on the list, which takes the focus where it is long enough to scroll.
  useLayoutEffect(() => {
    buttons.current?.querySelector('button')?.focus();
  }, []);
  return (
    <Dialog label={texts.title} className={styles.dialog} onClose={close}>
      <header className={styles.header}>
        <h2>{texts.title}</h2>
        <Summary items={items} open={open} looking={looking} />
        {cut ? <p className={styles.cut}>{texts.cut}</p> : null}
      </header>
      <ul className={styles.files}>
        {named.map((item) => (
          <File key={item.key} item={item} />
        ))}
        {left > 0 ? <li className={styles.file}>{texts.others(left)}</li> : null}
      </ul>
      <footer ref={buttons} className={styles.buttons}>
        <Button primary onPress={close}>
          {open > 0 ? texts.hide : texts.close}
        </Button>
        {open > 0 ? <Button onPress={stopImports}>{texts.stop}</Button> : null}
      </footer>
    </Dialog>
  );
}

type SummaryProps = {
  readonly items: readonly Import[];
  readonly open: number;
  readonly looking: boolean;
};

/** The progress is for the eye; what is said aloud is the beginning and the end. */
function Summary({ items, open, looking }: SummaryProps) {
  const done = items.length - open;
  const going = open > 0;
  return (
    <>
      <p role="status">{looking ? texts.looking : texts.summary(items, open)}</p>
      {going ? (
        <>
          <progress aria-label={texts.progress} value={done} max={items.length} />
          <p aria-hidden="true">{texts.count(done, items.length)}</p>
        </>
      ) : null}
    </>
  );
}

/** The others are not drawn anew while one of them is sent. */
const File = memo(function File({ item }: { item: Import }) {
  return (
    <li className={styles.file}>
      <div className={styles.name}>{item.name}</div>
      <p className={item.state === 'failed' ? styles.failed : styles.outcome}>
        {texts.outcome(item)}
      </p>
      <Problems item={item} />
    </li>
  );
});

function Problems({ item }: { item: Import }) {
  const { problems, papers, problemsLeftOut = 0 } = item.state === 'done' ? item.report : NOTHING;
  // Where nothing was taken in, the outcome says why.
  const told = papers === 0 ? problems.slice(1) : problems;
  const count = told.length + problemsLeftOut;
  if (count === 0) return null;
  const shown = told.slice(0, MAX_PROBLEMS);
  return (
    <details className={styles.problems}>
      <summary>{texts.problems(count)}</summary>
      <ul>
        {shown.map((problem) => (
          <li key={`${problem.line} ${problem.reason}`}>{texts.problem(problem)}</li>
        ))}
        {count > shown.length ? <li>{texts.more(count - shown.length)}</li> : null}
      </ul>
    </details>
  );
}
