import { dayOfIso, scheduleOfTexts } from '@halles/domain/hours';
import { stepFunctionOf } from '@halles/domain/place-days';
import { DAY, HOUR, MINUTE } from '@halles/kernel';
import fc from 'fast-check';
import { overriddenSlot } from './booking-override';
import type { BookingQuestion } from './booking-rules';
import { PARIS, TUESDAY, ask, at, clock, opening, resource, service } from './booking-questions.fake';
import { bookingSlots, judgeBooking } from './booking-slots';

const times = (question: BookingQuestion, date = TUESDAY): string[] => {
  const day = dayOfIso(date);
  return bookingSlots(question, { first: day, last: day }).map(({ from }) =>
    clock(from, question.schedule.place.timeZone).slice(11),
  );
};
const refusal = (question: BookingQuestion, from: number): string | null => {
  const judged = judgeBooking(question, from);
  return 'refusal' in judged ? judged.refusal : null;
};
const MONDAY_NOON = at('2026-11-30', '12:00');

describe('which times can be booked', () => {
  it('starts on the step, and ends before the place closes', () => {
    expect(times(ask(MONDAY_NOON, { step: 60 }, { services: [service({ duration: 90 })] }))).toEqual([
      '09:00',
      '10:00',
      '14:00',
      '15:00',
      '16:00',
    ]);
  });

  it('leaves time before and after other bookings, and none before the opening or after the last', () => {
    const anne = resource('anne', {
      taken: [{ from: at(TUESDAY, '10:00'), until: at(TUESDAY, '10:30'), by: 1 }],
    });
    const question = ask(
      MONDAY_NOON,
      { step: 15 },
      { services: [service({ bufferBefore: 10, bufferAfter: 15, needs: [[anne]] })] },
    );
    const offered = times(question);
    expect(offered.slice(0, 3)).toEqual(['09:00', '09:15', '10:45']);
    expect(offered).toContain('11:30');
    expect(offered.at(-1)).toBe('17:30');
  });

  it('offers nobody who is away for some hours, and asks for no time beside them', () => {
    const away = [{ from: at(TUESDAY, '10:00'), until: at(TUESDAY, '11:00') }];
    const needs = [[resource('anne', { away })]];
    const question = ask(
      MONDAY_NOON,
      {},
      { services: [service({ bufferBefore: 10, bufferAfter: 10, needs })] },
    );
    expect(times(question).slice(0, 4)).toEqual(['09:00', '09:30', '11:00', '11:30']);
    expect(refusal(question, at(TUESDAY, '10:30'))).toBe('full');
    needs[0]?.push(resource('bruno'));
    expect(times(question)).toContain('10:30');
  });

  it('keeps notice, horizon, blocked time and holidays, for a request made by hand too', () => {
    const now = at(TUESDAY, '09:10');
    const question = ask(now, {
      notice: 120,
      horizon: 1,
      pauses: [{ from: at(TUESDAY, '15:00'), until: at(TUESDAY, '16:00') }],
    });
    expect(times(question)).toEqual(['11:30', '14:00', '14:30', '16:00', '16:30', '17:00', '17:30']);
    expect(refusal(question, at(TUESDAY, '09:00'))).toBe('past');
    expect(refusal(question, at(TUESDAY, '11:00'))).toBe('too-soon');
    expect(refusal(question, at(TUESDAY, '15:30'))).toBe('paused');
    expect(refusal(question, at(TUESDAY, '11:45'))).toBe('not-offered');
    expect(refusal(question, at('2026-12-03', '10:00'))).toBe('beyond-horizon');
    expect(refusal(question, at('2027-12-03', '10:00'))).toBe('beyond-horizon');
    expect(refusal(ask(at('2026-12-24', '10:00')), at('2026-12-25', '10:00'))).toBe('not-offered');
    for (const odd of [Number.NaN, 1.5, at(TUESDAY, '14:00') + 1])
      expect(refusal(question, odd)).toBe('not-offered');
  });

  it('takes the first resource that is there and free, in the order of the question', () => {
    const busy = { from: at(TUESDAY, '09:00'), until: at(TUESDAY, '09:30'), by: 1 };
    const anne = resource('anne', { taken: [busy] });
    const bruno = resource('bruno', { schedule: opening('Tu 09:00-10:00') });
    const chair = resource('chair', { capacity: 2, taken: [busy] });
    const question = ask(MONDAY_NOON, {}, { services: [service({ needs: [[anne, bruno], [chair]] })] });
    const day = dayOfIso(TUESDAY);
    expect(
      bookingSlots(question, { first: day, last: day }, 2).map(({ assigned }) => assigned.flat().join('+')),
    ).toEqual(['bruno+chair', 'anne+chair']);
    expect(times({ ...question, services: [service({ needs: [[bruno]] })] })).toEqual(['09:00', '09:30']);
  });

  it('does several services one after the other, each with its own', () => {
    const anne = resource('anne', {
      taken: [{ from: at(TUESDAY, '09:30'), until: at(TUESDAY, '10:00'), by: 1 }],
    });
    const bruno = resource('bruno', {
      taken: [{ from: at(TUESDAY, '10:00'), until: at(TUESDAY, '10:30'), by: 1 }],
    });
    const services = [service({ needs: [[anne]] }), service({ needs: [[bruno]] })];
    const offered = times(ask(MONDAY_NOON, {}, { services }));
    expect(offered.slice(0, 4)).toEqual(['09:00', '10:00', '10:30', '11:00']);
    expect(offered).not.toContain('11:30');
  });

  it('says why nobody can: too many people for any table, everything taken, or too many inside', () => {
    const table = resource('table', { partyMax: 4 });
    const nine = at(TUESDAY, '09:00');
    const question = ask(MONDAY_NOON, {}, { services: [service({ needs: [[table]] })], party: 5 });
    expect(times(question)).toEqual([]);
    expect(refusal(question, nine)).toBe('party-too-large');
    const taken = resource('table', { taken: [{ from: nine - 5 * MINUTE, until: nine + MINUTE, by: 1 }] });
    expect(refusal({ ...question, party: 2, services: [service({ needs: [[taken]] })] }, nine)).toBe('full');
    const gauge = stepFunctionOf(6, [{ from: nine + 10 * MINUTE, until: nine + 20 * MINUTE, by: -4 }]);
    const inside = { ...question, services: [service({ needs: [] })], gauge };
    expect(refusal({ ...inside, party: 3 }, nine)).toBe('gauge-full');
    expect(refusal({ ...inside, party: 2 }, nine)).toBeNull();
    expect(refusal({ ...inside, party: 6 }, nine + 30 * MINUTE)).toBeNull();
  });

  it('crosses midnight where the place does', () => {
    const question = ask(MONDAY_NOON, { step: 60 }, { schedule: opening('Mo-Su 22:00-02:00') });
    expect(times(question)).toEqual(['00:00', '01:00', '22:00', '23:00']);
  });
});

describe('when the clock changes', () => {
  const night = (zone: string, department: string) =>
    scheduleOfTexts({ timeZone: zone, department }, { appointment: '00:00-24:00' });
  const slotsOf = (zone: string, department: string, date: string): string[] =>
    times(ask(at(date, '00:00', zone) - DAY, { horizon: 3 }, { schedule: night(zone, department) }), date);

  it.each([
    ['Europe/Paris', '26', '2027-03-28', 46, '02:00', 0],
    ['Europe/Paris', '26', '2026-10-25', 50, '02:00', 2],
    ['America/Miquelon', '975', '2027-03-14', 46, '02:00', 0],
    ['America/Miquelon', '975', '2026-11-01', 50, '01:00', 2],
    ['Indian/Reunion', '974', '2027-03-28', 48, '02:00', 1],
    ['America/Guadeloupe', '971', '2026-10-25', 48, '02:00', 1],
    ['Indian/Reunion', '974', '2026-10-25', 48, '02:00', 1],
    ['America/Guadeloupe', '971', '2027-03-28', 48, '02:00', 1],
    ['America/Miquelon', '975', '2027-03-28', 48, '02:00', 1],
    ['America/Miquelon', '975', '2026-10-25', 48, '01:00', 1],
    ['Europe/Paris', '26', '2028-02-29', 48, '02:00', 1],
    ['Europe/Paris', '26', '2026-12-31', 48, '02:00', 1],
  ])('%s %s %s: %i half-hours, %s appears %i times', (zone, department, date, count, time, often) => {
    const slots = slotsOf(zone, department, date);
    expect(slots).toHaveLength(count);
    expect(slots.filter((slot) => slot === time)).toHaveLength(often);
  });
});

describe('hours of a week', () => {
  it.each([
    ['Europe/Paris', '26'],
    ['Indian/Reunion', '974'],
    ['America/Guadeloupe', '971'],
    ['America/Miquelon', '975'],
  ])('begin at the same time on the wall, whenever the clock changes: %s', (timeZone, department) => {
    const schedule = opening('Mo-Su 09:00-10:00', { timeZone, department });
    for (const date of ['2026-10-24', '2026-10-25', '2026-11-02', '2027-03-13', '2027-03-14', '2027-03-28']) {
      const question = ask(at(date, '00:00', timeZone), { horizon: 0 }, { schedule });
      expect([date, times(question, date)]).toEqual([date, ['09:00', '09:30']]);
    }
  });

  it('lets who began go on, and keeps who comes back in between', () => {
    const now = at(TUESDAY, '08:00');
    const taken = (from: string, until: string) => [
      { from: at(TUESDAY, from), until: at(TUESDAY, until), by: 1 },
    ];
    const [anne, bruno] = [resource('anne', { taken: taken('09:30', '10:00') }), resource('bruno')];
    const chain = (...needs: (typeof anne)[][]) =>
      judgeBooking(
        ask(now, {}, { services: needs.map((need) => service({ needs: [need] })) }),
        at(TUESDAY, '09:00'),
      );
    expect(chain([bruno], [anne, bruno])).toMatchObject({ slot: { assigned: [['bruno'], ['bruno']] } });
    expect(chain([anne], [anne, bruno])).toMatchObject({ slot: { assigned: [['anne'], ['bruno']] } });
    // She could begin and end it, and is with somebody else in between.
    expect(chain([anne], [bruno], [anne])).toEqual({ refusal: 'full' });
    const long = service({ bufferAfter: 60, needs: [[bruno]] });
    const next = service({ needs: [[bruno]] });
    expect(judgeBooking(ask(now, {}, { services: [long, next] }), at(TUESDAY, '09:00'))).toMatchObject({
      slot: { until: at(TUESDAY, '10:00') },
    });
  });
});

describe('against the rules', () => {
  it('takes who passes over the least, and says all that is passed over', () => {
    const now = at(TUESDAY, '08:00');
    const busy = [{ from: at(TUESDAY, '12:00'), until: at(TUESDAY, '13:00'), by: 1 }];
    const morning = opening('Tu 09:00-12:00');
    const need = [
      resource('anne', { taken: busy, schedule: morning }),
      resource('bruno', { taken: busy }),
      resource('chloe', { partyMax: 1, taken: busy }),
    ];
    const question = ask(
      now,
      { step: 5 },
      { services: [service({ needs: [need] })], party: 2, gauge: stepFunctionOf(1, []) },
    );
    expect(overriddenSlot(question, at(TUESDAY, '12:30'))).toMatchObject({
      slot: { assigned: [['bruno']], until: at(TUESDAY, '13:00') },
      passed: ['hours', 'gauge', 'taken'],
    });
    expect(overriddenSlot(ask(now), at(TUESDAY, '09:30'))).toMatchObject({ passed: [] });
    expect(overriddenSlot(ask(now), at(TUESDAY, '07:00'))).toEqual({ refusal: 'past' });
    const nobody = ask(now, {}, { services: [service({ needs: [[]] })] });
    expect(overriddenSlot(nobody, at(TUESDAY, '09:30'))).toEqual({ refusal: 'full' });
  });
});

const arbitraryQuestion = fc
  .record({
    now: fc.integer({ min: 0, max: 3 * 24 * 60 }),
    step: fc.constantFrom(5, 15, 20, 30, 45, 60),
    notice: fc.integer({ min: 0, max: 600 }),
    duration: fc.integer({ min: 1, max: 12 }),
    buffers: fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })),
    party: fc.integer({ min: 1, max: 4 }),
    taken: fc.array(fc.tuple(fc.nat(3 * 24 * 60), fc.integer({ min: 1, max: 90 })), { maxLength: 25 }),
    inside: fc.array(fc.tuple(fc.nat(3 * 24 * 60), fc.integer({ min: 1, max: 90 })), { maxLength: 25 }),
  })
  .map(({ now, step, notice, duration, buffers, party, taken, inside }): BookingQuestion => {
    const start = at('2026-10-24', '00:00');
    const change =
      (by: number) =>
      ([from, length]: readonly [number, number]) => ({
        from: start + from * MINUTE,
        until: start + (from + length) * MINUTE,
        by,
      });
    const needs = [[resource('a', { capacity: 2, partyMax: 3, taken: taken.map(change(1)) })]];
    return {
      schedule: opening('Mo-Su 06:00-12:00,13:00-26:00', PARIS),
      now: start + now * MINUTE,
      rules: { step, notice, horizon: 3, pauses: [] },
      services: [
        service({ duration: duration * 5, bufferBefore: buffers[0], bufferAfter: buffers[1], needs }),
      ],
      party,
      gauge: stepFunctionOf(5, inside.map(change(-1))),
    };
  });

describe('for any agenda', () => {
  it('judges as it offers: what is offered can be had, and nothing else', () => {
    fc.assert(
      fc.property(arbitraryQuestion, (question) => {
        const offered = new Set(bookingSlots(question).map(({ from }) => from));
        for (let instant = question.now - HOUR; instant < question.now + 5 * DAY; instant += 5 * MINUTE) {
          const judged = judgeBooking(question, instant);
          expect('slot' in judged).toBe(offered.has(instant));
        }
      }),
      { numRuns: 40 },
    );
  });
});
