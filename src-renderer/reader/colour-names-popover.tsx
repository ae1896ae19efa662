import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import { type Action, useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { ColourNamesFields } from './colour-fields.tsx';
import css from './reader.module.css';

const texts = t.shapes.colourNames;
const NONE: readonly Action[] = [];

/** The colours of the toolbar; their names are changed where they are, by action or by context menu. */
export function NamedColours(props: { readonly active: boolean; readonly children: ReactNode }) {
  const { active, children } = props;
  const names = useQuery(queries.settings()).data?.colourNames;
  const [isOpen, setOpen] = useState(false);
  const colours = useRef<HTMLSpanElement>(null);
  const actions = useMemo(
    (): readonly Action[] => [
      {
        ...{ id: 'reader.nameColours', title: texts.act, keys: [], scope: 'reader' },
        run: () => setOpen(true),
      },
    ],
    [],
  );
  useActions(active ? actions : NONE);
  useEffect(() => {
    const onMenu = (event: Event) => {
      event.preventDefault();
      event.stopPropagation();
      setOpen(true);
    };
    const element = colours.current;
    element?.addEventListener('contextmenu', onMenu);
    return () => element?.removeEventListener('contextmenu', onMenu);
  }, []);
  return (
    <span ref={colours} className={css.colours}>
      {children}
      <Popover
        triggerRef={colours}
        isOpen={isOpen && names !== undefined}
        onOpenChange={setOpen}
        placement="bottom"
        className={css.colourNames!}
      >
        <Dialog aria-label={texts.act}>{names && <ColourNamesFields names={names} />}</Dialog>
      </Popover>
    </span>
  );
}
