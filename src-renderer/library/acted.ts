let acted: ReadonlySet<string> = new Set();

/** Notes the papers of the last act, which may take them out of the list that is shown. */
export const noteActed = (ids: readonly string[]): void => {
  acted = new Set(ids);
};

/** Whether the user's last act was on this paper. */
export const wasActedOn = (id: string): boolean => acted.has(id);
