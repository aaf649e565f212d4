import { scheduleOfTexts } from '@halles/domain/hours';
import { DAY, HOUR, MINUTE } from '@halles/kernel';
import { countClicks, hoursOf, timeOfCounting } from './footfall-count';

const PARIS = 'Europe/Paris';
const TEN = Date.parse('2026-12-01T09:00:00Z');
const at = (time: string): number => Date.parse(`2026-12-01T${time}:00+01:00`);
const place = { timeZone: PARIS, department: '26' };
const shop = scheduleOfTexts(place, { shop: 'Mo-Sa 09:00-12:00,14:00-19:00' });
const click = (id: string, change: 1 | -1, ago = 0) => ({ id, change, ago });

describe('the time whose clicks are counted together', () => {
  it.each([
    ['an opening, as who comes before it', at('08:30'), at('08:00'), at('12:00')],
    ['an opening that runs', at('10:00'), at('08:00'), at('12:00')],
    ['the next one after a pause', at('13:30'), at('13:00'), at('19:00')],
    ['an hour more of who stays after it closed', at('19:10'), at('18:10'), at('20:10')],
  ])('is %s', (_, now, beganAt, endsAt) => {
    expect(timeOfCounting(shop, PARIS, now)).toEqual({ beganAt, endsAt });
  });

  it('is a day from night to night where hours are not known or the place never closes', () => {
    const day = { beganAt: at('04:00'), endsAt: at('04:00') + DAY };
    const always = scheduleOfTexts(place, { shop: '24/7' });
    expect(timeOfCounting(null, PARIS, TEN)).toEqual(day);
    expect(timeOfCounting(always, PARIS, TEN)).toEqual(day);
    expect(timeOfCounting(null, PARIS, at('02:00'))).toEqual({
      beganAt: day.beganAt - DAY,
      endsAt: day.beganAt,
    });
  });
});

describe('clicks', () => {
  const period = { present: 1, beganAt: TEN - HOUR, endsAt: TEN + HOUR };

  it('are counted in their order, and nobody leaves where nobody is', () => {
    const { period: after, clicks } = countClicks(
      period,
      [click('a', -1), click('b', -1), click('c', 1), click('d', 1)],
      TEN,
    );
    expect(after.present).toBe(2);
    expect(clicks.map(({ outcome }) => outcome)).toEqual(['counted', 'nobody-there', 'counted', 'counted']);
  });

  it('of before the place opened change nothing now, and those of another day nothing at all', () => {
    const { period: after, clicks } = countClicks(
      period,
      [click('a', 1, 2 * HOUR), click('b', 1, 25 * HOUR)],
      TEN,
    );
    expect(after.present).toBe(1);
    expect(clicks.map(({ outcome }) => outcome)).toEqual(['late', 'dropped']);
    expect(hoursOf(clicks, 1, TEN)).toEqual([{ hour: TEN - 2 * HOUR, entries: 1, peak: 0 }]);
  });

  it('are entries of the hour in which they were made; how full it was is known of this one alone', () => {
    const clicks = [click('a', 1, 10 * MINUTE), click('b', 1), click('c', -1)];
    const counted = countClicks(period, clicks, TEN);
    expect(hoursOf(counted.clicks, counted.period.present, TEN)).toEqual([
      { hour: TEN - HOUR, entries: 1, peak: 0 },
      { hour: TEN, entries: 1, peak: 2 },
    ]);
  });
});
