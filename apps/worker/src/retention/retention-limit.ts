/** What was made before this instant is erased: twelve months before `now`, by the calendar (UTC). */
export function retentionLimit(now: Date): Date {
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() - 1);
  return limit;
}
