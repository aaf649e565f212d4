/** The years that anything here may be dated: beyond them a date is a slip or an attack, and no calendar of ours has holidays. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2200;

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const LOCAL_MINUTE = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/;

/** A minute on the clock of some place. */
export interface LocalMinute {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Minutes since midnight. */
  readonly minute: number;
}

/** Whether a text is a day that exists, written `YYYY-MM-DD`, of a year from 1900 to 2200. Pure. */
export function isIsoDate(text: string): boolean {
  const [, year = 0, month = 0, day = 0] = (ISO_DATE.exec(text) ?? []).map(Number);
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Reads `YYYY-MM-DDThh:mm` of a day that exists; null for any other text. Pure. */
export function parseLocalMinute(text: string): LocalMinute | null {
  const [, date = '', hour, minute] = LOCAL_MINUTE.exec(text) ?? [];
  return isIsoDate(date) ? { date, minute: Number(hour) * 60 + Number(minute) } : null;
}
