/** From when to before when a digest goes out, hours of the territory's clock: who begins to work finds it. */
const MORNING = { from: 7, until: 10 } as const;
const WEEKEND = ['Sat', 'Sun'];

/**
 * The day whose digest is due, `YYYY-MM-DD` on the territory's own calendar; null outside of the mornings of weekdays; whether
 * it is a public holiday its caller knows. A worker that was away in the morning sends none in the afternoon. Pure.
 */
export function digestDay(now: Date, timeZone: string): string | null {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, weekday: 'short', hourCycle: 'h23', hour: '2-digit' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const hour = Number(parts['hour']);
  const isMorning = hour >= MORNING.from && hour < MORNING.until;
  if (!isMorning || WEEKEND.includes(parts['weekday'] ?? '')) return null;
  return [parts['year'], parts['month'], parts['day']].join('-');
}
