import type { Fact } from '@halles/domain/listings';
import { DAY } from '@halles/kernel';
import { FRESHNESS_WEIGHTS, freshnessScore, SCORED_FACTS, worthOf } from './freshness-score';

const NOW = new Date('2026-11-25T09:00:00Z');
const ago = (days: number) => ({ at: new Date(NOW.getTime() - days * DAY) });
const all = (days: number) => Object.fromEntries(SCORED_FACTS.map((fact) => [fact, ago(days)]));

describe('the freshness of a listing', () => {
  it('is weighed to a hundred', () => {
    expect(Object.values(FRESHNESS_WEIGHTS).reduce((sum, weight) => sum + weight, 0)).toBe(100);
  });

  it.each([
    ['all of it today', 0, 100],
    ['all of it 35 days ago', 35, 100],
    ['all of it 200 days ago', 200, 50],
    ['all of it a year ago', 365, 0],
    ['all of it three years ago', 1_095, 0],
  ])('is, where the business confirmed %s, %s → %s', (_what, days, score) => {
    expect(freshnessScore(SCORED_FACTS, all(days), NOW)).toBe(score);
  });

  it('is nothing where nobody ever confirmed anything', () => {
    expect(freshnessScore(SCORED_FACTS, {}, NOW)).toBe(0);
  });

  it('leaves out what the listing does not tell, but the hours', () => {
    const known: Fact[] = ['name', 'address', 'category'];
    expect(freshnessScore(known, all(1), NOW)).toBe(Math.round((100 * 25) / 65));
    expect(freshnessScore([...known, 'hours'], all(1), NOW)).toBe(100);
  });

  it('owes most to the hours', () => {
    const { hours: _hours, ...others } = all(1);
    expect(freshnessScore(SCORED_FACTS, others, NOW)).toBe(60);
    expect(freshnessScore(SCORED_FACTS, { hours: ago(1) }, NOW)).toBe(40);
  });

  it('does not count a confirmation of what is not known any more', () => {
    expect(freshnessScore(['name'], { hours: ago(1), name: ago(1) }, NOW)).toBe(Math.round((100 * 5) / 45));
  });

  it('never grows with age', () => {
    for (let days = 1; days < 400; days += 1)
      expect(worthOf(days * DAY)).toBeLessThanOrEqual(worthOf((days - 1) * DAY));
  });
});
