import type { Action } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import type { ReaderSession } from '../reader-session.ts';
import type { ToolKind } from './tool-controller.ts';

const KEYS: readonly { readonly tool: ToolKind; readonly key: string }[] = [
  { tool: 'area', key: 'a' },
  { tool: 'ink', key: 'i' },
  { tool: 'note', key: 's' },
];

/** Takes a tool, or lays it down; of selected words an area or a note is made at once. */
function use(session: ReaderSession, tool: ToolKind): void {
  if (tool !== 'ink' && session.tools.makeOfSelection(tool)) return;
  session.tools.use(session.tools.tool === tool ? null : tool);
}

const ARROWS = {
  right: 'ArrowRight',
  left: 'ArrowLeft',
  down: 'ArrowDown',
  up: 'ArrowUp',
} as const;
const DIRECTIONS = ['right', 'left', 'down', 'up'] as const;

/** The acts that move the selected shape, and resize an area; they take the arrow keys from others. */
export function shapeActions({ session }: { readonly session: ReaderSession }): Action[] {
  const { keys } = session.tools;
  return DIRECTIONS.flatMap((direction): Action[] => [
    {
      id: `reader.shape.move.${direction}`,
      title: t.shapes.move[direction],
      keys: [ARROWS[direction]],
      scope: 'reader',
      run: () => keys.move(direction),
      when: () => keys.canMove,
    },
    {
      id: `reader.shape.resize.${direction}`,
      title: t.shapes.resize[direction],
      keys: [`Shift+${ARROWS[direction]}`],
      scope: 'reader',
      run: () => keys.resize(direction),
      when: () => keys.canResize,
    },
  ]);
}

/** The acts that take tools; Escape lays them down. */
export function toolActions({ session }: { readonly session: ReaderSession }): Action[] {
  return KEYS.map(({ tool, key }) => ({
    id: `reader.tool.${tool}`,
    title: t.reader.acts.tools[tool],
    keys: [key],
    scope: 'reader',
    run: () => use(session, tool),
  }));
}
