import { useQuery } from '@tanstack/react-query';
import type { UserSettings } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { COLOURS } from '../reader/colour-names.ts';
import { Answered, Choice, Group, Place } from './parts.tsx';
import { changeSettings } from './setting-acts.ts';

const texts = t.settings.general;

const THEMES: readonly UserSettings['theme'][] = ['system', 'light', 'dark'];

const THEME_OPTIONS = THEMES.map((value) => ({ value, title: texts.themes[value] }));
const COLOUR_OPTIONS = COLOURS.map((value) => ({
  value,
  title: t.reader.colours[value],
  swatch: `var(--mark-${value})`,
}));

/** How the program looks, the usual highlight, and what this is. */
export function GeneralSection() {
  const settings = useQuery(queries.settings());
  return (
    <Answered query={settings}>
      {({ theme, highlightColour }) => (
        <>
          <Group title={texts.appearance}>
            <Choice
              label={texts.theme}
              value={theme}
              options={THEME_OPTIONS}
              onChange={(value) => changeSettings({ theme: value })}
            />
          </Group>
          <Group title={texts.highlights}>
            <Choice
              label={texts.colour}
              value={highlightColour}
              options={COLOUR_OPTIONS}
              onChange={(value) => changeSettings({ highlightColour: value })}
            />
          </Group>
          <About />
        </>
      )}
    </Answered>
  );
}

function About() {
  const info = useQuery(queries.info());
  return (
    <Group title={texts.about}>
      <Answered query={info}>
        {({ version, dataDir }) => (
          <>
            <p>{texts.version(version)}</p>
            <Place label={texts.library} path={dataDir} />
          </>
        )}
      </Answered>
    </Group>
  );
}
