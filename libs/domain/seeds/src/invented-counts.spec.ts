import { dayOfIso, instantOf } from '@halles/domain/hours';
import { inventedCounts } from './invented-counts';

const at = (day: string, hour: number): number => instantOf('Europe/Paris', dayOfIso(day), hour * 60);
const day = (iso: string) => ({ from: at(iso, 9), until: at(iso, 19) });

describe('what invented doors counted', () => {
  it('is the same whenever it is asked, in whole hours of the openings, and never more inside than may be', () => {
    const openings = [day('2026-11-27'), day('2026-11-28')];
    const counts = inventedCounts(openings, 6, 'Europe/Paris');
    expect(inventedCounts(openings, 6, 'Europe/Paris')).toEqual(counts);
    expect(counts.map(({ hour }) => hour)).toContain(at('2026-11-28', 11));
    for (const { hour, entries, peak } of counts)
      expect([
        hour % 3_600_000,
        entries > 0,
        peak >= 1 && peak <= 6,
        openings.some(({ from, until }) => hour >= from && hour + 3_600_000 <= until),
      ]).toEqual([0, true, true, true]);
    const sum = (from: number): number =>
      counts
        .filter(({ hour }) => Math.abs(hour - from) < 12 * 3_600_000)
        .reduce((all, one) => all + one.entries, 0);
    expect(sum(at('2026-11-28', 14))).toBeGreaterThan(sum(at('2026-11-27', 14)));
    expect(inventedCounts([], 6, 'Europe/Paris')).toEqual([]);
  });
});
