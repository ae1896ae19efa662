import { Pause, Play, SkipBack, SkipForward, Volume2, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useMemo } from 'react';
import { useStore } from 'zustand';
import { type Action, runAction, useActions } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import readerCss from '../reader.module.css';
import type { ReaderSession } from '../reader-session.ts';
import { aloudActions } from './aloud-actions.ts';
import css from './aloud-bar.module.css';
import { RATES, type ReadingAloud } from './reading-aloud.ts';

const texts = t.aloud;
const NONE: readonly Action[] = [];

function Tool(props: {
  readonly action: string;
  readonly label: string;
  readonly children: ReactNode;
}) {
  const { action, label, children } = props;
  return (
    <button
      type="button"
      className={readerCss.tool}
      aria-label={label}
      title={label}
      onClick={() => runAction(`reader.aloud.${action}`)}
    >
      {children}
    </button>
  );
}

/** The toolbar's tool that begins to read aloud; none where the machine has no voices. */
export function AloudButton({ aloud }: { readonly aloud: ReadingAloud }) {
  const hasVoices = useStore(aloud.state, (state) => state.hasVoices);
  if (!hasVoices) return null;
  return (
    <Tool action="start" label={texts.start}>
      <Volume2 size="1.15em" aria-hidden />
    </Tool>
  );
}

function Controls({ aloud }: { readonly aloud: ReadingAloud }) {
  const { status, rate } = useStore(aloud.state);
  const isPaused = status === 'paused';
  return (
    <>
      <Tool action="previous" label={texts.previous}>
        <SkipBack size="1.15em" aria-hidden />
      </Tool>
      <Tool action={isPaused ? 'resume' : 'pause'} label={isPaused ? texts.resume : texts.pause}>
        {isPaused ? <Play size="1.15em" aria-hidden /> : <Pause size="1.15em" aria-hidden />}
      </Tool>
      <Tool action="next" label={texts.next}>
        <SkipForward size="1.15em" aria-hidden />
      </Tool>
      <select
        className={css.rate}
        aria-label={texts.rate}
        value={rate}
        onChange={({ target }) => aloud.setRate(Number(target.value))}
      >
        {RATES.map((one) => (
          <option key={one} value={one}>
            {texts.times(one)}
          </option>
        ))}
      </select>
      <Tool action="stop" label={texts.stop}>
        <X size="1.15em" aria-hidden />
      </Tool>
    </>
  );
}

/** The controls of reading aloud, over the pages while it reads or pauses. */
export function AloudBar(props: { readonly session: ReaderSession; readonly active: boolean }) {
  const { session, active } = props;
  const { aloud, engine } = session;
  const hasVoices = useStore(aloud.state, (state) => state.hasVoices);
  const actions = useMemo(() => aloudActions(session), [session]);
  useActions(active && hasVoices ? actions : NONE);
  const isOn = useStore(aloud.state, ({ status }) => status !== 'off');
  const failed = useStore(aloud.state, (state) => state.failed);
  if (!isOn && !failed) return null;
  const leave = () => engine.scroller.focus({ preventScroll: true });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    aloud.stop();
    leave();
  };
  const onClick = () => {
    if (!aloud.isOn) leave();
  };
  if (!isOn)
    return (
      <p className={css.bar} role="alert">
        {texts.failed}
      </p>
    );
  return (
    <div
      className={css.bar}
      role="toolbar"
      aria-label={texts.label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <Controls aloud={aloud} />
    </div>
  );
}
