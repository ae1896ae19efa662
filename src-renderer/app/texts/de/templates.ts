import type { templatesTexts as english } from '../en/templates.ts';

/** Templates of notes. */
export const templatesTexts: typeof english = {
  insert: 'Vorlage einfügen',
  insertThis: (name) => `Vorlage einfügen: ${name}`,
  begin: 'Mit einer Vorlage beginnen',
  failed: 'Die Vorlage konnte nicht ausgefüllt werden. Bitte gleich noch einmal versuchen.',
  settings: {
    title: 'Vorlagen für Notizen',
    hint: 'Markdown, mit dem eine Notiz beginnt. Was in doppelten Klammern steht, wird aus dem Paper ausgefüllt:',
    name: 'Name',
    body: 'Text in Markdown',
    remove: (name) => `Vorlage ${name} löschen`,
    add: 'Neue Vorlage',
    addFrom: (name) => `Neu aus „${name}“`,
    newName: 'Meine Vorlage',
  },
  builtIn: {
    summary: {
      name: 'Zusammenfassung',
      body: '# {{title}}\n\n{{authors}}, {{year}} · {{url}}\n\n## In einem Satz\n\n\n## Was neu ist\n\n- \n\n## Wie es funktioniert\n\n\n## Was gezeigt wurde\n\n- \n\n## Offene Fragen\n\n- [ ] ',
    },
    review: {
      name: 'Gutachten',
      body: '# Gutachten zu {{title}}\n\n{{date}}\n\n## Zusammenfassung\n\n\n## Stärken\n\n- \n\n## Schwächen\n\n- \n\n## Fragen an die Autoren\n\n1. \n\n## Lässt es sich nachvollziehen?\n\n- [ ] Code\n- [ ] Daten\n- [ ] Genug Einzelheiten\n\n## Urteil\n\n',
    },
    literature: {
      name: 'Literaturnotiz',
      body: '# {{title}}\n\n- Autoren: {{authors}}\n- Jahr: {{year}}\n- Schlüssel: {{citekey}}\n- arXiv: {{arxiv}}\n- Gelesen am: {{date}}\n\n> {{abstract}}\n\n## Was zu behalten ist\n\n- \n\n## Verwandtes\n\n- ',
    },
  },
};
