const SETTINGS = [
  'CRASH_RUNS',
  'OUTAGE_SECONDS',
  'MAIL_SECONDS',
  'MODEL_RUNS',
  'OTHER_ORDERS',
  'CHAOS_KILLS',
] as const;

/**
 * How large a measure is: what the suite can afford, or what a person asked for. `CRASH_RUNS`: how often each crash
 * point is tried. `OUTAGE_SECONDS`: how long an engine stays away. `MAIL_SECONDS`: how long the mail server takes. `MODEL_RUNS`:
 * how many times a model is compared with what is stored. `OTHER_ORDERS`: among how many orders a few are looked for.
 * `CHAOS_KILLS`: how often something dies while a shop is at work.
 */
export const setting = (name: (typeof SETTINGS)[number], inSuite: number): number =>
  Number(process.env[name] ?? inSuite);

/** Writes a figure when a person asked for the measure; in the suite a test speaks only when it fails. */
export function note(what: string, figures: object): void {
  if (SETTINGS.some((name) => process.env[name]))
    process.stderr.write(`${what}: ${JSON.stringify(figures)}\n`);
}

/** The value below which the share `rank` (0 to 1) of the values lies. @throws RangeError without values */
export function percentile(values: readonly number[], rank: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(rank * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('no values');
  return value;
}
