import { dayOfIso, wallTime } from '@halles/domain/hours';
import { pickupSlots, thinnedSlots } from './slots';
import { PARIS, BASKET, at, shop, ask, clock, TUESDAY } from './slot-questions.fake';

describe('goods that are had at times alone', () => {
  const inSeason = (from: string, until: string) => ({
    basket: {
      ...BASKET,
      isHadAt: ({ day }: { readonly day: number }) => day >= dayOfIso(from) && day <= dayOfIso(until),
    },
  });
  const quarters = { step: 15, length: 15, horizon: 60 };

  it('leave out the days on which none of them is had, however many slots there are before', () => {
    const question = ask(at('2026-11-02', '06:00'), quarters, inSeason('2026-12-20', '2026-12-24'));
    for (const slots of [pickupSlots(question, new Map(), 20), thinnedSlots(question, new Map(), 20)])
      expect(slots[0]).toMatchObject({ from: at('2026-12-21', '07:00'), refusal: null });
    const days = thinnedSlots(question, new Map(), 20).map(({ from }) =>
      clock(PARIS.timeZone, from).slice(0, 10),
    );
    expect([...new Set(days)]).toEqual(['2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24']);
  });

  it('say of a day on which they are had when they are not', () => {
    const isHadAt = ({ minute }: { readonly minute: number | null }) => minute === null || minute < 480;
    const question = ask(at(TUESDAY, '06:00'), { horizon: 0 }, { basket: { ...BASKET, isHadAt } });
    const refusals = pickupSlots(question, new Map()).map(({ refusal }) => refusal);
    expect(refusals.slice(0, 4)).toEqual([null, null, 'not-then', 'not-then']);
  });

  it('are offered far away at the hour at which they are had, between two half-hours too', () => {
    const isHadAt = ({ minute }: { readonly minute: number | null }) => minute === null || minute === 495;
    const question = ask(
      at(TUESDAY, '06:00'),
      { ...quarters, horizon: 3 },
      { basket: { ...BASKET, isHadAt } },
    );
    const far = thinnedSlots(question, new Map(), 1).slice(-3);
    expect(far.map(({ from, refusal }) => [clock(PARIS.timeZone, from), refusal])).toEqual([
      ['2026-12-02 08:15', null],
      ['2026-12-03 08:15', null],
      ['2026-12-04 08:15', null],
    ]);
  });
});

describe('a shop with short steps', () => {
  const short = { step: 5, length: 5 };
  const daysIn = (slots: readonly { readonly from: number }[]) =>
    new Set(slots.map(({ from }) => wallTime(PARIS.timeZone, from).day));

  it('offers every day of its horizon, the far ones every half-hour', () => {
    const question = ask(at(TUESDAY, '06:00'), { ...short, horizon: 30 });
    const slots = thinnedSlots(question, new Map(), 700);
    expect(daysIn(slots)).toEqual(daysIn(pickupSlots(question, new Map())));
    const last = slots
      .map(({ from }) => clock(PARIS.timeZone, from))
      .filter((slot) => slot.startsWith('2026-12-31'));
    expect(last).toHaveLength(20);
    expect(last.slice(0, 3).map((slot) => slot.slice(11))).toEqual(['07:00', '07:30', '08:00']);
  });

  it('offers a place that is free within a half-hour where its first slot is full', () => {
    const question = ask(at(TUESDAY, '06:00'), { ...short, horizon: 30, capacity: { orders: 1 } });
    const usage = { orders: 1, items: 1, cents: 1 };
    const taken = new Map(['07:00', '07:05'].map((time) => [at('2026-12-31', time), usage]));
    const slots = thinnedSlots(question, taken, 700).filter(({ from }) => from >= at('2026-12-31', '00:00'));
    expect(slots[0]).toMatchObject({ from: at('2026-12-31', '07:10'), refusal: null });
  });

  it('lists a few thousand of a year at most, day and night', () => {
    const question = ask(at(TUESDAY, '06:00'), { ...short, horizon: 365 }, { schedule: shop('24/7') });
    const slots = thinnedSlots(question, new Map(), 700);
    expect(daysIn(slots).size).toBe(366);
    expect(slots.length).toBeLessThan(2_800);
  });
});
