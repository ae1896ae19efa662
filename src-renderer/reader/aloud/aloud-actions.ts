import type { Action } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import type { ReaderSession } from '../reader-session.ts';
import { startOfReading } from './aloud-place.ts';
import { RATES } from './reading-aloud.ts';

const texts = t.aloud;

/** What a user can do to have a paper read aloud on a machine that has voices. */
export function aloudActions(session: ReaderSession): readonly Action[] {
  const { aloud } = session;
  const status = () => aloud.state.getState().status;
  const act = (
    id: string,
    title: string,
    run: Action['run'],
    when: () => boolean = () => aloud.isOn,
  ): Action => ({ id: `reader.aloud.${id}`, title, keys: [], scope: 'reader', run, when });
  const start = async (): Promise<void> => {
    const { page, offset } = await startOfReading(session);
    await aloud.start(page, offset);
  };
  const faster = (direction: 1 | -1) => () => {
    const { rate } = aloud.state.getState();
    const next = RATES[RATES.indexOf(rate) + direction];
    if (next !== undefined) aloud.setRate(next);
  };
  return [
    {
      ...act('start', texts.start, start, () => aloud.state.getState().hasVoices),
      keys: ['Mod+Shift+U'],
    },
    act(
      'pause',
      texts.pause,
      () => aloud.pause(),
      () => status() === 'speaking',
    ),
    act(
      'resume',
      texts.resume,
      () => aloud.resume(),
      () => status() === 'paused',
    ),
    act('next', texts.next, () => aloud.step(1)),
    act('previous', texts.previous, () => aloud.step(-1)),
    act('faster', texts.faster, faster(1)),
    act('slower', texts.slower, faster(-1)),
    act('stop', texts.stop, () => aloud.stop()),
  ];
}
