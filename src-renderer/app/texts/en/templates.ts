/** Templates of notes. */
export const templatesTexts = {
  insert: 'Insert template',
  insertThis: (name: string) => `Insert template: ${name}`,
  begin: 'Begin with a template',
  failed: 'The template could not be filled in. Try again in a moment.',
  settings: {
    title: 'Templates for notes',
    hint: 'Markdown that a note begins with. What is in double braces is filled in from the paper:',
    name: 'Name',
    body: 'Markdown',
    remove: (name: string) => `Delete the template ${name}`,
    add: 'New template',
    addFrom: (name: string) => `New from “${name}”`,
    newName: 'My template',
  },
  builtIn: {
    summary: {
      name: 'Summary',
      body: '# {{title}}\n\n{{authors}}, {{year}} · {{url}}\n\n## In one sentence\n\n\n## What is new\n\n- \n\n## How it works\n\n\n## What was shown\n\n- \n\n## Open questions\n\n- [ ] ',
    },
    review: {
      name: 'Review',
      body: '# Review of {{title}}\n\n{{date}}\n\n## Summary\n\n\n## Strengths\n\n- \n\n## Weaknesses\n\n- \n\n## Questions to the authors\n\n1. \n\n## Could it be reproduced?\n\n- [ ] Code\n- [ ] Data\n- [ ] Enough detail\n\n## Verdict\n\n',
    },
    literature: {
      name: 'Literature note',
      body: '# {{title}}\n\n- Authors: {{authors}}\n- Year: {{year}}\n- Key: {{citekey}}\n- arXiv: {{arxiv}}\n- Read on: {{date}}\n\n> {{abstract}}\n\n## Ideas to keep\n\n- \n\n## Related\n\n- ',
    },
  },
};
