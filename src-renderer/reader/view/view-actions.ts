import type { Action } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import { mutate } from '../../client.ts';
import { type Spread, turned } from '../engine/index.ts';
import type { ReaderSession } from '../reader-session.ts';
import { PAGE_THEMES } from './page-themes.ts';

const texts = t.view;

/** How pages can lie beside each other, as menus list it. */
export const SPREADS: readonly Spread[] = ['none', 'two', 'cover'];

function act(id: string, title: string, keys: readonly string[], run: () => void): Action {
  return { id: `reader.${id}`, title, keys, scope: 'reader', run };
}

/** Actions that change how the pages lie and look. */
export function viewActions({ session }: { readonly session: ReaderSession }): Action[] {
  const { engine } = session;
  const rotate = (by: 90 | -90) => {
    const { rotation } = engine.view?.arrangement ?? { rotation: 0 };
    engine.arrange({ rotation: turned(rotation, by) });
    session.speak(texts.spoken.rotated(turned(rotation, by)));
  };
  const spread = (value: Spread) => {
    engine.arrange({ spread: value });
    session.speak(texts.spreads[value]);
  };
  const toggle = () => spread(engine.view?.arrangement.spread === 'none' ? 'two' : 'none');
  return [
    act('rotateRight', texts.rotateRight, [']'], () => rotate(90)),
    act('rotateLeft', texts.rotateLeft, ['['], () => rotate(-90)),
    act('spread', texts.toggleSpread, ['d'], toggle),
    ...SPREADS.map((value) =>
      act(`spread.${value}`, texts.spreads[value], [], () => spread(value)),
    ),
    ...PAGE_THEMES.map((pageTheme) =>
      act(`pageTheme.${pageTheme}`, texts.themeAct(texts.themes[pageTheme]), [], () => {
        void mutate('settings.update', { patch: { pageTheme } });
      }),
    ),
  ];
}
