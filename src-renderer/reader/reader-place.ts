/** Which reader of a paper it is, and whether it is seen. */
export type ReaderPlace = {
  /** Keys and commands are for it. */
  readonly active: boolean;
  /** Its tab is in front. */
  readonly shown: boolean;
  /** The paper of the tab in which this one stands beside the tab's own reader. */
  readonly besideOf?: string;
};
