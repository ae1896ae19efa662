import type { markdown } from '@codemirror/lang-markdown';

type Extensions = NonNullable<NonNullable<Parameters<typeof markdown>[0]>['extensions']>;

/** What adds to the Markdown that an editor understands. */
export type MarkdownExtension = Exclude<Extensions, readonly unknown[]>;
