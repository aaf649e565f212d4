/** What is said of an installation that a newer version of the product was in; nothing of any other. Pure. */
export function newerLines(unknown: readonly string[]): string[] {
  const newest = unknown.at(-1);
  return newest === undefined
    ? []
    : [
        `⚠ A newer version than this one has been here: this version does not know ${newest}. To use what is new, run the newer one.`,
      ];
}
