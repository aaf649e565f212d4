/** Set when a person asks for the whole measure rather than for the suite's small one. */
const SETTINGS = ['CRASH_RUNS', 'OUTAGE_SECONDS'];

/** How often each crash point is tried: what the suite can afford, or `CRASH_RUNS`. */
export const crashRuns = (inSuite: number): number => Number(process.env['CRASH_RUNS'] ?? inSuite);

/** How long an engine stays away, in seconds: what the suite can afford, or `OUTAGE_SECONDS`. */
export const outageSeconds = (inSuite: number): number => Number(process.env['OUTAGE_SECONDS'] ?? inSuite);

/** Writes a figure when one of the settings asked for figures; in the suite a test speaks only when it fails. */
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
