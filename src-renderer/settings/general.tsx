import { useQuery } from '@tanstack/react-query';
import type { MachineSettings, UserSettings } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { ColourNamesFields } from '../reader/colour-fields.tsx';
import { COLOURS, type ColourNames, colourTitle } from '../reader/colour-names.ts';
import { PAGE_THEMES } from '../reader/view/page-themes.ts';
import { CitationsGroup } from './citations.tsx';
import { NoteTemplatesGroup } from './note-templates.tsx';
import { Answered, Choice, Group, Outcome, Place } from './parts.tsx';
import { changeSettings } from './setting-acts.ts';
import { useMachineSettings } from './use-machine-settings.ts';

const texts = t.settings.general;

const THEMES: readonly UserSettings['theme'][] = ['system', 'light', 'dark'];

const THEME_OPTIONS = THEMES.map((value) => ({ value, title: texts.themes[value] }));
const PAGE_OPTIONS = PAGE_THEMES.map((value) => ({ value, title: t.view.themes[value] }));
const LANGUAGES: readonly MachineSettings['language'][] = ['system', 'en', 'de'];
const LANGUAGE_OPTIONS = LANGUAGES.map((value) => ({ value, title: texts.languages[value] }));
const colourOptions = (names: ColourNames) =>
  COLOURS.map((value) => ({
    value,
    title: colourTitle(value, names),
    swatch: `var(--mark-${value})`,
  }));

/** How the program looks, the usual highlight, and what this is. */
export function GeneralSection() {
  const settings = useQuery(queries.settings());
  return (
    <Answered query={settings}>
      {({ theme, pageTheme, highlightColour, colourNames, noteTemplates, citationStyle }) => (
        <>
          <Group title={texts.appearance}>
            <Choice
              label={texts.theme}
              value={theme}
              options={THEME_OPTIONS}
              onChange={(value) => changeSettings({ theme: value })}
            />
            <Choice
              label={t.view.theme}
              value={pageTheme}
              options={PAGE_OPTIONS}
              onChange={(value) => changeSettings({ pageTheme: value })}
            />
          </Group>
          <LanguageGroup />
          <Group title={texts.highlights}>
            <Choice
              label={texts.colour}
              value={highlightColour}
              options={colourOptions(colourNames)}
              onChange={(value) => changeSettings({ highlightColour: value })}
            />
            <ColourNamesFields names={colourNames} />
          </Group>
          <NoteTemplatesGroup templates={noteTemplates} />
          <CitationsGroup style={citationStyle} />
          <About />
        </>
      )}
    </Answered>
  );
}

function LanguageGroup() {
  const settings = useQuery(queries.machineSettings());
  const { change, failed } = useMachineSettings();
  return (
    <Group title={texts.language} hint={texts.languageHint}>
      <Answered query={settings}>
        {({ language }) => (
          <Choice
            label={texts.language}
            value={language}
            options={LANGUAGE_OPTIONS}
            onChange={(value) => change({ language: value })}
          />
        )}
      </Answered>
      <Outcome problem>{failed ? t.settings.failed : null}</Outcome>
    </Group>
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
