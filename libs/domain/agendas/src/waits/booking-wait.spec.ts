import { HOUR, MINUTE } from '@halles/kernel';
import { isWaitedFor, offerUntil } from './booking-wait';

const until = (now: string, startsAt: string, hours: number): string | null =>
  offerUntil('Europe/Paris', new Date(now), Date.parse(startsAt), hours)?.toISOString() ?? null;

describe('a time that is kept for who waits', () => {
  it('is kept for hours of daytime, so that nobody loses it asleep', () => {
    expect([
      until('2026-12-01T09:00:00Z', '2026-12-20T09:00:00Z', 4),
      until('2026-12-01T19:00:00Z', '2026-12-20T09:00:00Z', 4),
      until('2026-12-01T23:00:00Z', '2026-12-20T09:00:00Z', 4),
      until('2026-12-01T09:00:00Z', '2026-12-20T09:00:00Z', 48),
    ]).toEqual([
      '2026-12-01T13:00:00.000Z',
      '2026-12-02T10:00:00.000Z',
      '2026-12-02T11:00:00.000Z',
      '2026-12-04T18:00:00.000Z',
    ]);
  });

  it('is kept for half of what is left near the appointment, and for nobody when it is too near', () => {
    expect([
      until('2026-12-01T08:00:00Z', '2026-12-01T10:15:00Z', 4),
      until('2026-12-01T08:00:00Z', '2026-12-01T08:45:00Z', 4),
      until('2026-12-01T08:00:00Z', '2026-12-01T08:44:00Z', 4),
      until('2026-12-01T08:00:00Z', '2026-12-01T07:00:00Z', 4),
    ]).toEqual(['2026-12-01T09:00:00.000Z', '2026-12-01T08:15:00.000Z', null, null]);
  });

  it('never outlives its appointment, on the days that clocks change too', () => {
    for (const day of ['2026-10-24', '2026-10-25', '2027-03-27', '2027-03-28'])
      for (let hour = 0; hour < 24; hour += 1) {
        const now = new Date(Date.parse(`${day}T00:00:00Z`) + hour * HOUR);
        for (const ahead of [31 * MINUTE, 3 * HOUR, 30 * HOUR, 200 * HOUR]) {
          const end = offerUntil('Europe/Paris', now, now.getTime() + ahead, 48);
          if (end === null) continue;
          expect(end.getTime()).toBeGreaterThan(now.getTime());
          expect(end.getTime()).toBeLessThan(now.getTime() + ahead);
        }
      }
  });

  it('is one of the days and hours that somebody asked for', () => {
    const wait = { firstDay: '2026-12-01', lastDay: '2026-12-03', from: 600, until: 720 };
    const at = (day: string, minute: number): boolean => isWaitedFor(wait, { day, minute });
    expect([at('2026-12-01', 600), at('2026-12-03', 719), at('2026-12-02', 720)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([at('2026-11-30', 660), at('2026-12-04', 660), at('2026-12-02', 599)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
