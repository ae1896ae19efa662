import { lazy, Suspense, useMemo, useState } from 'react';
import { type Action, useActions } from './actions.ts';
import styles from './app.module.css';
import { showBeside, useNavigation } from './navigation.ts';
import { t } from './texts/index.ts';

const Reader = lazy(async () => {
  const { Reader } = await import('../reader/index.ts');
  return { default: Reader };
});

type Half = 'main' | 'beside';

/** The reader of a tab's paper and, where the user has split the tab, another one beside it (READ-1). */
export function ReaderPair({ paperId, active }: { paperId: string; active: boolean }) {
  const beside = useNavigation((state) => state.beside[paperId]);
  const [chosen, setChosen] = useState<Half>('main');
  const half = beside === undefined ? 'main' : chosen;
  usePairActions({ paperId, active, half, setHalf: setChosen, isSplit: beside !== undefined });
  return (
    <div className={beside === undefined ? styles.single : styles.pair}>
      <ReaderHalf half="main" choose={setChosen}>
        <Reader paperId={paperId} active={active && half === 'main'} shown={active} />
      </ReaderHalf>
      {beside !== undefined && (
        <ReaderHalf half="beside" choose={setChosen}>
          <Reader
            paperId={beside}
            active={active && half === 'beside'}
            shown={active}
            besideOf={paperId}
          />
        </ReaderHalf>
      )}
    </div>
  );
}

function ReaderHalf(props: {
  readonly half: Half;
  readonly choose: (half: Half) => void;
  readonly children: React.ReactNode;
}) {
  const { half, choose, children } = props;
  return (
    <section
      className={styles.half}
      aria-label={t.app.halves[half]}
      onFocusCapture={() => choose(half)}
      onPointerDownCapture={() => choose(half)}
    >
      <Suspense fallback={<p className={styles.loading}>{t.app.loading}</p>}>{children}</Suspense>
    </section>
  );
}

const NONE: readonly Action[] = [];

function usePairActions(pair: {
  readonly paperId: string;
  readonly active: boolean;
  readonly half: Half;
  readonly setHalf: (half: Half) => void;
  readonly isSplit: boolean;
}): void {
  const { paperId, active, half, setHalf, isSplit } = pair;
  const actions = useMemo((): readonly Action[] => {
    const fixed = { scope: 'reader' } as const;
    const { split, unsplit, otherHalf } = t.actions;
    return [
      {
        ...fixed,
        id: 'reader.split',
        title: isSplit ? unsplit : split,
        keys: ['Mod+\\'],
        run: () => showBeside(paperId, isSplit ? null : paperId),
      },
      {
        ...fixed,
        id: 'reader.other-half',
        title: otherHalf,
        keys: ['F6'],
        when: () => isSplit,
        run: () => setHalf(half === 'main' ? 'beside' : 'main'),
      },
    ];
  }, [paperId, half, setHalf, isSplit]);
  useActions(active ? actions : NONE);
}
