import type { SchoolCalendar } from '@halles/contracts';
import { schoolBreaksEnd } from '@halles/domain/freshness';

/** A territory as the check of school calendars sees it. */
export interface SchooledTerritory {
  readonly slug: string;
  /** INSEE codes of the departments that its communes are in. */
  readonly departments: readonly string[];
  readonly calendar: SchoolCalendar | undefined;
}

/** The ministry publishes a year ahead: what ends sooner than this was forgotten, months. */
const AHEAD_MONTHS = 6;

/**
 * The territories whose school breaks end within six months, or are not known at all: merchants there are not asked about
 * them. Pure.
 * @returns one line a territory, with what is to be done; empty where all is well
 */
export function schoolErrors(territories: readonly SchooledTerritory[], now: Date): string[] {
  const limit = new Date(now);
  limit.setUTCMonth(limit.getUTCMonth() + AHEAD_MONTHS);
  const until = limit.toISOString().slice(0, 10);
  return territories.flatMap(({ slug, departments, calendar }) => {
    const ends = departments.map((department) => schoolBreaksEnd(department, calendar));
    if (ends.includes(null)) return [`${slug}: none known, give its tenant.json a schoolCalendar`];
    const [first = until] = ends.filter((end) => end !== null).toSorted();
    if (first >= until) return [];
    return [
      calendar
        ? `${slug}: ends on ${first}, add to the schoolCalendar of its tenant.json`
        : `${slug}: ends on ${first}, take a newer version, or add the year to school-years.ts`,
    ];
  });
}
