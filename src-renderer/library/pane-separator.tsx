import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { type PaneWidths, useNavigation } from '../app/navigation.ts';
import styles from './library.module.css';

type Pane = keyof PaneWidths;

/** Narrowest, widest and usual widths, in rem. */
const RANGES: Readonly<Record<Pane, { min: number; max: number; usual: number }>> = {
  sidebar: { min: 9, max: 30, usual: 13.25 },
  list: { min: 18, max: 60, usual: 32 },
};
const STEP = 1;

const PLACES = { sidebar: styles.separatorSidebar, list: styles.separatorList } as const;

type Props = {
  readonly pane: Pane;
  readonly label: string;
  /** The id of the pane's element, which stands to the left. */
  readonly controls: string;
};

/** The line between two panes: dragged, or moved by the arrow keys; a double click makes it as before. */
export function PaneSeparator({ pane, label, controls }: Props) {
  const width = useNavigation((state) => state.widths[pane]);
  const { min, max, usual } = RANGES[pane];
  const grabbed = useRef(0);
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grabbed.current = event.clientX / remSize() - widthNow(controls);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    setWidth(pane, event.clientX / remSize() - grabbed.current);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = widthOfKey(event.key, widthNow(controls), { min, max });
    if (to === undefined) return;
    event.preventDefault();
    setWidth(pane, to);
  };
  return (
    // A separator that can be focused is a control: the pattern of a window splitter.
    <hr
      className={`${styles.separator} ${PLACES[pane]}`}
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-controls={controls}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={Math.round(width ?? usual)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
      onDoubleClick={() => setWidth(pane, undefined)}
    />
  );
}

/** The widths that the user has set, as properties of the element that holds the panes. */
export function useWidths(): CSSProperties {
  const { sidebar, list } = useNavigation((state) => state.widths);
  return {
    ...(sidebar === undefined ? {} : { '--sidebar-width': `${sidebar}rem` }),
    ...(list === undefined ? {} : { '--list-width': `${list}rem` }),
  } as CSSProperties;
}

function widthOfKey(
  key: string,
  now: number,
  { min, max }: { min: number; max: number },
): number | undefined {
  if (key === 'ArrowLeft') return now - STEP;
  if (key === 'ArrowRight') return now + STEP;
  if (key === 'Home') return min;
  return key === 'End' ? max : undefined;
}

/** Sets a pane's width in rem within its range; undefined for the usual one. */
function setWidth(pane: Pane, width: number | undefined): void {
  const { min, max } = RANGES[pane];
  useNavigation.setState(({ widths: { [pane]: _former, ...widths } }) => ({
    widths:
      width === undefined
        ? widths
        : { ...widths, [pane]: Math.round(Math.min(max, Math.max(min, width)) * 100) / 100 },
  }));
}

const remSize = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

const widthNow = (controls: string): number =>
  (document.getElementById(controls)?.getBoundingClientRect().width ?? 0) / remSize();
