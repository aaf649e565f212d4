import { emptySchedule, scheduleOfTexts } from '@halles/domain/hours';
import { MINUTE } from '@halles/kernel';
import { closureOf, type ClosableHours } from './order-closure';

const place = { timeZone: 'Europe/Paris', department: '26' };
/** A Saturday, ten in the morning in Valence. */
const TEN = Date.parse('2026-11-28T09:00:00Z');
const EIGHT = TEN - 120 * MINUTE;
const day = '2026-11-28';
const slot = { from: TEN, until: TEN + 30 * MINUTE };

const hours = (more: Partial<ClosableHours> = {}, said: object = {}): ClosableHours => ({
  schedule: { ...scheduleOfTexts(place, { shop: 'Mo-Sa 08:00-12:00' }), ...said },
  mode: 'shop',
  last: 'ends-by-closing',
  pauses: [],
  step: 30,
  ...more,
});

describe('the time of an order that its shop closed since', () => {
  it('is open as long as nothing closes it', () => {
    expect(closureOf(slot, hours(), EIGHT)).toBeNull();
  });

  it.each([
    ['a day off', { exceptions: [{ from: day, until: day, spans: [] }] }],
    ['one of collection alone', { exceptions: [{ from: day, until: day, spans: [], modes: ['shop'] }] }],
    ['time off', { vacations: [{ from: day, returns: '2026-11-29' }] }],
  ] as const)('is on %s, and can be had on the next day of opening', (_, said) => {
    expect(closureOf(slot, hours({}, said), EIGHT)).toEqual({
      closure: 'day',
      // Monday at eight.
      nextMinutes: 46 * 60,
    });
  });

  it('is on a public holiday that the shop said it is closed on', () => {
    const christmas = Date.parse('2026-12-25T09:00:00Z');
    const [on, off] = [hours(), hours({}, { publicHolidays: [] })];
    const at = { from: christmas, until: christmas + 30 * MINUTE };
    expect(closureOf(at, on, EIGHT)).toBeNull();
    expect(closureOf(at, off, EIGHT)).toMatchObject({ closure: 'day' });
  });

  it('is a slot that was closed, and can be had in the next one that is not', () => {
    const pauses = [{ from: TEN, until: TEN + 60 * MINUTE }];
    expect(closureOf(slot, hours({ pauses }), EIGHT)).toEqual({ closure: 'slot', nextMinutes: 60 });
  });

  it('is beyond hours that were shortened', () => {
    const schedule = scheduleOfTexts(place, { shop: 'Mo-Sa 08:00-10:00' });
    expect(closureOf(slot, hours({ schedule }), EIGHT)).toEqual({ closure: 'hours', nextMinutes: 46 * 60 });
  });

  it('is offered no time that is over, nor one later than two weeks', () => {
    const exceptions = [{ from: day, until: day, spans: [{ from: 0, until: 60 }] }];
    const late = Date.parse('2026-11-30T10:07:00Z');
    expect(closureOf(slot, hours({}, { exceptions }), late)).toEqual({
      closure: 'hours',
      // Monday at half past eleven, on the step of the slots.
      nextMinutes: (Date.parse('2026-11-30T10:30:00Z') - TEN) / MINUTE,
    });
    const away = { vacations: [{ from: day, returns: '2026-12-31' }] };
    expect(closureOf(slot, hours({}, away), EIGHT)).toEqual({ closure: 'day', nextMinutes: null });
  });

  it('is nothing to ask about where hours are not known', () => {
    expect(closureOf(slot, hours({ schedule: emptySchedule(place) }), EIGHT)).toBeNull();
  });
});
