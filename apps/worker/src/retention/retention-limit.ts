/** What was made before this instant is erased: twelve months before `now`, by the calendar (UTC). */
export function retentionLimit(now: Date): Date {
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() - 1);
  return limit;
}

/** Uses of pages are shown by twelve whole months: what was counted thirteen months before the instant is erased. */
export function usesLimit(now: Date): Date {
  const limit = new Date(now);
  limit.setUTCMonth(limit.getUTCMonth() - 13);
  return limit;
}
