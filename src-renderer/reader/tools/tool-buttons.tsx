import { PenLine, SquareDashed, StickyNote } from 'lucide-react';
import { useStore } from 'zustand';
import { runAction } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import css from '../reader.module.css';
import type { SessionTools } from './session-tools.ts';
import type { ToolKind } from './tool-controller.ts';

const SIGNS = { area: SquareDashed, ink: PenLine, note: StickyNote };
const TOOLS: readonly ToolKind[] = ['area', 'ink', 'note'];

/** The tools that draw on the page; the one in use is pressed. */
export function ToolButtons({ tools }: { readonly tools: SessionTools }) {
  const current = useStore(tools.state, ({ tool }) => tool);
  return TOOLS.map((tool) => {
    const Sign = SIGNS[tool];
    return (
      <button
        key={tool}
        type="button"
        className={css.tool}
        aria-label={t.reader.kinds[tool]}
        title={t.reader.kinds[tool]}
        aria-pressed={tool === current}
        onClick={() => runAction(`reader.tool.${tool}`)}
      >
        <Sign size="1.15em" aria-hidden />
      </button>
    );
  });
}
