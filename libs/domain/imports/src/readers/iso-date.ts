/** The day of an ISO date or date-time (`2026-10-01`, `2026-10-01T04:12:00`), or null where the text begins with none. */
export function isoDay(text: string): string | null {
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(text)?.[1];
  if (day === undefined) return null;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null;
}
