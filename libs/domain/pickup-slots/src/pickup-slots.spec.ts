import { instantOf, intervals, wallTime } from '@halles/domain/hours';
import { DAY, HOUR, MINUTE } from '@halles/kernel';
import fc from 'fast-check';
import { sameDayUntil, slotsOfDay } from './same-day';
import { pickupSlots, refusalOf, thinnedSlots } from './slots';
import { NO_USAGE, type BasketSize, type SlotQuestion, type SlotRules } from './slot-rules';
import { BASKET, HOURS, at, shop, ask, clock, TUESDAY } from './slot-questions.fake';

const offered = (question: SlotQuestion): string[] =>
  pickupSlots(question, new Map()).map(({ from }) => clock(question.schedule.place.timeZone, from));

describe('which slots are offered', () => {
  it('cuts the opening hours, the last slot over when the shop closes', () => {
    const slots = offered(ask(at(TUESDAY, '06:00'), { horizon: 0, step: 60, length: 60 }));
    expect(slots.map((slot) => slot.slice(11))).toEqual(
      ['07', '08', '09', '10', '11', '12', '15', '16', '17', '18'].map((hour) => `${hour}:00`),
    );
  });

  it('may start as late as the shop closes, where the shop says so', () => {
    const slots = offered(ask(at(TUESDAY, '12:10'), { horizon: 0, step: 60, last: 'starts-by-closing' }));
    expect(slots[0]).toBe(`${TUESDAY} 13:00`);
    expect(slots.at(-1)).toBe(`${TUESDAY} 19:00`);
  });

  it('lets the shop prepare, but only while it is open', () => {
    const preparation = [{ minutes: 20 }, { fromCents: 5_000, minutes: 90 }, { fromLines: 10, minutes: 45 }];
    const first = (now: number, basket: Partial<BasketSize> = {}, rush = 0) =>
      offered(ask(now, { preparation, rush, step: 10 }, { basket: { ...BASKET, ...basket } }))[0];
    expect(first(at(TUESDAY, '09:00'))).toBe(`${TUESDAY} 09:20`);
    expect(first(at(TUESDAY, '09:00'), {}, 15)).toBe(`${TUESDAY} 09:40`);
    expect(first(at(TUESDAY, '09:00'), { lines: 10 })).toBe(`${TUESDAY} 09:50`);
    // Ordered in the night: nobody is there before seven.
    expect(first(at(TUESDAY, '02:00'))).toBe(`${TUESDAY} 07:20`);
    // 45 minutes before noon's closing and the rest in the afternoon.
    expect(first(at(TUESDAY, '12:15'), { cents: 5_000 })).toBe(`${TUESDAY} 15:50`);
  });

  it('offers nothing where the shop never opens long enough', () => {
    expect(
      offered(ask(at(TUESDAY, '09:00'), { preparation: [{ minutes: 60 * 24 * 60 }], horizon: 60 })),
    ).toEqual([]);
  });

  it('keeps the notice of the shop by the clock, and that of a product by the day', () => {
    expect(offered(ask(at(TUESDAY, '12:00'), { notice: 180 }))[0]).toBe(`${TUESDAY} 15:00`);
    const basket = { ...BASKET, noticeDays: 2 };
    expect(offered(ask(at(TUESDAY, '23:59'), {}, { basket }))[0]).toBe('2026-12-03 07:00');
  });

  it('has everything take longer in a rush, also where the notice is what a basket waits for', () => {
    const first = (rush: number, more: object = {}) =>
      offered(ask(at(TUESDAY, '09:00'), { notice: 60, step: 10, rush, ...more }))[0];
    expect(first(0)).toBe(`${TUESDAY} 10:00`);
    expect(first(20)).toBe(`${TUESDAY} 10:20`);
    expect(first(20, { preparation: [{ minutes: 90 }] })).toBe(`${TUESDAY} 10:50`);
  });

  it('takes orders for tomorrow until the evening, and for next week until Friday', () => {
    const daily = { cutOff: { kind: 'daily', daysBefore: 1, minute: 18 * 60 } } as const;
    expect(offered(ask(at(TUESDAY, '17:59'), daily))[0]).toBe('2026-12-02 07:00');
    expect(offered(ask(at(TUESDAY, '18:00'), daily))[0]).toBe('2026-12-03 07:00');
    const weekly = { cutOff: { kind: 'weekly', weekday: 5, minute: 18 * 60 }, horizon: 14 } as const;
    expect(offered(ask(at('2026-12-04', '17:59'), weekly))[0]).toBe('2026-12-07 07:00');
    expect(offered(ask(at('2026-12-04', '18:00'), weekly))[0]).toBe('2026-12-14 07:00');
    // Over the week's end, and over a holiday on the Friday itself (25 December 2026).
    expect(offered(ask(at('2026-12-25', '17:00'), weekly))[0]).toBe('2026-12-28 07:00');
    expect(offered(ask(at('2026-12-26', '09:00'), weekly))[0]).toBe('2027-01-04 07:00');
  });

  it('offers nothing on a public holiday, nor on time off', () => {
    const christmas = offered(ask(at('2026-12-24', '08:00'), { horizon: 3 }));
    expect(christmas.filter((slot) => slot.startsWith('2026-12-25'))).toEqual([]);
    const schedule = { ...shop(), vacations: [{ from: '2026-12-02', returns: '2026-12-04' }] };
    const days = offered(ask(at(TUESDAY, '20:00'), { horizon: 4 }, { schedule })).map((slot) =>
      slot.slice(0, 10),
    );
    expect(new Set(days)).toEqual(new Set(['2026-12-04', '2026-12-05']));
  });

  it('leaves out what a pause touches', () => {
    const pauses = [{ from: at(TUESDAY, '08:15'), until: at(TUESDAY, '09:00') }];
    const slots = offered(ask(at(TUESDAY, '07:10'), { pauses, horizon: 0 })).slice(0, 2);
    expect(slots).toEqual([`${TUESDAY} 07:30`, `${TUESDAY} 09:00`]);
  });

  it('says of each slot what room is left', () => {
    const question = ask(at(TUESDAY, '06:00'), {
      capacity: { orders: 2, items: 10, cents: 5_000 },
      horizon: 0,
    });
    const taken = new Map([
      [at(TUESDAY, '07:00'), { orders: 2, items: 2, cents: 100 }],
      [at(TUESDAY, '07:30'), { orders: 1, items: 8, cents: 100 }],
      [at(TUESDAY, '08:00'), { orders: 1, items: 1, cents: 3_751 }],
      [at(TUESDAY, '08:30'), { orders: 1, items: 7, cents: 3_750 }],
    ]);
    expect(
      pickupSlots(question, taken)
        .slice(0, 5)
        .map(({ refusal, ordersLeft }) => [refusal, ordersLeft]),
    ).toEqual([
      ['full', 0],
      ['full', 1],
      ['full', 1],
      [null, 1],
      [null, 2],
    ]);
    const large = { ...question, basket: { ...BASKET, items: 11 } };
    expect(new Set(pickupSlots(large, taken).map(({ refusal }) => refusal))).toEqual(new Set(['too-large']));
  });
});

describe('days on which the clock jumps', () => {
  const slotsOf = (zone: string, department: string, date: string, rules: Partial<SlotRules> = {}) => {
    const schedule = shop('24/7', { timeZone: zone, department });
    const now = at(date, '00:00', zone) - HOUR;
    return offered(ask(now, { horizon: 1, ...rules }, { schedule })).filter((slot) => slot.startsWith(date));
  };

  it.each([
    ['Europe/Paris', '75', '2026-10-25', 50],
    ['Europe/Paris', '75', '2027-03-28', 46],
    ['Europe/Paris', '75', '2028-02-29', 48],
    ['Indian/Reunion', '974', '2026-10-25', 48],
    ['America/Miquelon', '975', '2026-11-01', 50],
    ['America/Miquelon', '975', '2027-03-14', 46],
  ])('%s (%s), %s: %i half-hours', (zone, department, date, count) => {
    expect(slotsOf(zone, department, date)).toHaveLength(count);
  });

  it('skips the hour that is missing and stays on the step afterwards', () => {
    const spring = slotsOf('Europe/Paris', '75', '2027-03-28');
    expect(spring.filter((slot) => slot.slice(11).startsWith('02'))).toEqual([]);
    const everyOther = slotsOf('Europe/Paris', '75', '2026-10-25', { step: 120, length: 60 });
    expect(everyOther).toContain('2026-10-25 10:00');
    expect(everyOther).not.toContain('2026-10-25 11:00');
  });
});

describe('the slot that is judged again inside the order', () => {
  const now = at(TUESDAY, '09:00');
  const question = ask(now, { notice: 60, horizon: 7, capacity: { orders: 1 } });

  it.each([
    ['that has begun', at(TUESDAY, '09:00'), 'past'],
    ['of last year', at('2025-12-01', '10:00'), 'past'],
    ['too soon for the notice', at(TUESDAY, '09:30'), 'too-soon'],
    ['between two steps', at(TUESDAY, '10:10'), 'not-offered'],
    ['while the shop is closed', at(TUESDAY, '14:00'), 'not-offered'],
    ['that would end after closing', at(TUESDAY, '12:45'), 'not-offered'],
    ['a day too far', at('2026-12-09', '10:00'), 'beyond-horizon'],
    ['of a far century', 253_402_300_799_000 - 59_000, 'beyond-horizon'],
    ['that is no number', Number.NaN, 'not-offered'],
    ['that is no whole minute', at(TUESDAY, '10:00') + 1, 'not-offered'],
    ['beyond all dates', 9e15, 'beyond-horizon'],
  ])('refuses one %s', (_, from, refusal) => {
    expect(refusalOf(question, from, NO_USAGE)).toBe(refusal);
  });

  it('refuses the slot whose last place was just taken', () => {
    const from = at(TUESDAY, '10:00');
    expect(refusalOf(question, from, NO_USAGE)).toBeNull();
    expect(refusalOf(question, from, { orders: 1, items: 1, cents: 1 })).toBe('full');
  });

  it('refuses another mode, of which nothing is known', () => {
    expect(refusalOf({ ...question, mode: 'delivery' }, at(TUESDAY, '10:00'), NO_USAGE)).toBe('not-offered');
  });
});

describe('whatever the rules', () => {
  const ZONES = [
    { timeZone: 'Europe/Paris', department: '33' },
    { timeZone: 'Indian/Reunion', department: '974' },
    { timeZone: 'America/Guadeloupe', department: '971' },
    { timeZone: 'America/Miquelon', department: '975' },
  ];
  const minutes = (from: number, until: number) =>
    fc.integer({ min: from / 5, max: until / 5 }).map((n) => n * 5);
  const questions = fc
    .record({
      place: fc.constantFrom(...ZONES),
      text: fc.constantFrom(HOURS, '24/7', 'Fr,Sa 18:00-02:00', 'Su 00:00-06:00', 'Mo-Su 08:00-08:40'),
      // Around both changes of the year and around its end.
      now: fc
        .constantFrom('2026-10-24', '2027-03-27', '2026-12-31', '2026-11-01', '2027-03-13')
        .chain((date) => minutes(0, 2 * 1_440).map((minute) => at(date, '00:00') + minute * MINUTE)),
      rules: fc.record({
        length: minutes(5, 240),
        step: minutes(5, 240),
        last: fc.constantFrom('ends-by-closing' as const, 'starts-by-closing' as const),
        capacity: fc.constant({}),
        notice: minutes(0, 2_880),
        preparation: fc.array(fc.record({ minutes: minutes(0, 300) }), { maxLength: 2 }),
        rush: minutes(0, 60),
        cutOff: fc.option(
          fc.oneof(
            fc.record({
              kind: fc.constant('daily' as const),
              daysBefore: fc.integer({ min: 0, max: 3 }),
              minute: minutes(0, 1_440),
            }),
            fc.record({
              kind: fc.constant('weekly' as const),
              weekday: fc.integer({ min: 1, max: 7 }),
              minute: minutes(0, 1_440),
            }),
          ),
          { nil: undefined },
        ),
        horizon: fc.integer({ min: 0, max: 10 }),
      }),
      noticeDays: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ place, text, now, rules: { cutOff, ...rules }, noticeDays }) => ({
      schedule: shop(text, place),
      mode: 'pickup' as const,
      now,
      basket: { ...BASKET, noticeDays },
      rules: {
        ...rules,
        ...(cutOff && { cutOff }),
        pauses: [{ from: now + 5 * HOUR, until: now + 6 * HOUR }],
      },
    }));

  it('judges every start of the coming days as the list does', () => {
    fc.assert(
      fc.property(questions, (question: SlotQuestion) => {
        const starts = new Set(pickupSlots(question, new Map()).map(({ from }) => from));
        const first = Math.floor(question.now / (5 * MINUTE)) * 5 * MINUTE;
        const differing: number[] = [];
        for (let from = first; from < question.now + 13 * DAY; from += 5 * MINUTE)
          if ((refusalOf(question, from, NO_USAGE) === null) !== starts.has(from)) differing.push(from);
        expect(differing).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it('lists the earliest alone where no more are asked for', () => {
    fc.assert(
      fc.property(questions, fc.nat(50), (question: SlotQuestion, most) => {
        expect(pickupSlots(question, new Map(), most)).toEqual(
          pickupSlots(question, new Map()).slice(0, most),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('thins far slots alone, leaves no day out, and lists what may be had in order', () => {
    fc.assert(
      fc.property(
        questions,
        fc.nat(400),
        fc.integer({ min: 0, max: 1_435 }),
        (question: SlotQuestion, whole, until) => {
          const isHadAt: BasketSize['isHadAt'] = ({ minute }) => minute === null || minute < until;
          const limited = { ...question, basket: { ...question.basket, isHadAt } };
          const all = pickupSlots(limited, new Map());
          const slots = thinnedSlots(limited, new Map(), whole);
          const dayOf = ({ from }: { readonly from: number }) =>
            wallTime(question.schedule.place.timeZone, from).day;
          expect(slots.slice(0, whole)).toEqual(all.slice(0, whole).slice(0, slots.length));
          expect(new Set(slots.map(dayOf))).toEqual(new Set(all.map(dayOf)));
          expect(slots).toEqual(all.filter((slot) => slots.some(({ from }) => from === slot.from)));
          for (const { from, refusal } of slots) expect(refusalOf(limited, from, NO_USAGE)).toBe(refusal);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is for the same day until the minute after which nothing of the day is left', () => {
    fc.assert(
      fc.property(questions, fc.nat(3), (question: SlotQuestion, every) => {
        const slots = slotsOfDay(question);
        // Every so many slots one is full.
        const full = slots.filter((_slot, index) => every > 0 && index % every === 0);
        const usage = { orders: 1, items: 1, cents: 1 };
        const taken = new Map(full.map(({ from }) => [from, usage]));
        const limited = { ...question, rules: { ...question.rules, capacity: { orders: 1 } } };
        const isLeft = (now: number): boolean =>
          pickupSlots({ ...limited, now, rules: { ...limited.rules, horizon: 0 } }, taken).some(
            ({ refusal }) => refusal === null,
          );
        const { timeZone } = question.schedule.place;
        const end = instantOf(timeZone, wallTime(timeZone, question.now).day + 1, 0);
        let last: number | null = null;
        for (let now = question.now; now < end; now += MINUTE) if (isLeft(now)) last = now;
        expect(sameDayUntil(limited, taken)).toBe(last);
      }),
      { numRuns: 30 },
    );
  });

  it('offers nothing that is over, out of hours, or off the step', () => {
    fc.assert(
      fc.property(questions, (question: SlotQuestion) => {
        const { schedule, mode, now, rules } = question;
        const open = intervals(schedule, mode, now - DAY, now + 14 * DAY);
        let before = now;
        for (const { from, until } of pickupSlots(question, new Map())) {
          expect(from).toBeGreaterThan(before);
          before = from;
          const last = rules.last === 'ends-by-closing' ? until : from;
          expect(open.some((opening) => from >= opening.from && last <= opening.until)).toBe(true);
          expect(wallTime(schedule.place.timeZone, from).minute % rules.step).toBe(0);
        }
      }),
      { numRuns: 200 },
    );
  });
});
