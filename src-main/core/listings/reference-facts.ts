/** A name as CSL has it; `literal` for who has no family name, such as a team. */
export type CslName = {
  readonly family?: string;
  readonly given?: string;
  readonly 'non-dropping-particle'?: string;
  readonly suffix?: string;
  readonly literal?: string;
};

/** A date as far as it is known: year, month, day. */
export type CslDate = { readonly 'date-parts': readonly (readonly number[])[] };

/** What a reference says of where and how a paper appeared, by the names of CSL-JSON. */
export type ReferenceFacts = {
  /** Such as `article-journal` or `paper-conference`. */
  readonly type?: string;
  readonly author?: readonly CslName[];
  readonly editor?: readonly CslName[];
  readonly issued?: CslDate;
  readonly 'container-title'?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly page?: string;
  readonly publisher?: string;
  readonly number?: string;
  readonly DOI?: string;
  readonly ISBN?: string;
  readonly ISSN?: string;
  readonly URL?: string;
  readonly note?: string;
};
