import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './import.module.css';
import { type Import, isOpen, showImports, stopImports } from './imports.ts';

const texts = t.import;
/** Problems of one file that are told; a file with more of them is something else. */
const MAX_PROBLEMS = 50;
const NOTHING = { problems: [], papers: 0 };

/** What became of each file, in words. */
export function ImportDialog({ items }: { items: readonly Import[] }) {
  const open = items.filter(isOpen).length;
  const done = items.length - open;
  const close = (): void => showImports(false);
  return (
    <Dialog label={texts.title} className={styles.dialog} onClose={close}>
      <header className={styles.header}>
        <h2>{texts.title}</h2>
        <p role="status">{texts.summary(items, open)}</p>
        {open > 0 ? <progress aria-label={texts.progress} value={done} max={items.length} /> : null}
      </header>
      <ul className={styles.files}>
        {items.map((item) => (
          <File key={item.key} item={item} />
        ))}
      </ul>
      <footer className={styles.buttons}>
        {open > 1 ? <Button onPress={stopImports}>{texts.stop}</Button> : null}
        <Button primary onPress={close}>
          {open > 0 ? texts.hide : texts.close}
        </Button>
      </footer>
    </Dialog>
  );
}

function File({ item }: { item: Import }) {
  const { problems, papers } = item.state === 'done' ? item.report : NOTHING;
  // Where nothing was taken in, the outcome says why.
  const told = papers === 0 ? problems.slice(1) : problems;
  return (
    <li className={styles.file}>
      <div className={styles.name}>{item.name}</div>
      <p className={item.state === 'failed' ? styles.failed : styles.outcome}>
        {texts.outcome(item)}
      </p>
      {told.length > 0 ? (
        <details className={styles.problems}>
          <summary>{texts.problems(told.length)}</summary>
          <ul>
            {told.slice(0, MAX_PROBLEMS).map((problem) => (
              <li key={`${problem.line} ${problem.reason}`}>{texts.problem(problem)}</li>
            ))}
            {told.length > MAX_PROBLEMS ? <li>{texts.more(told.length - MAX_PROBLEMS)}</li> : null}
          </ul>
        </details>
      ) : null}
    </li>
  );
}
