import { emptySchedule, parseOpeningHours } from '@halles/domain/hours';
import {
  type AnsweringHours,
  answeringHours,
  isAnswerableAt,
  openMinutes,
  stepDue,
  type UnansweredOrder,
} from './order-assurance';

const PLACE = { timeZone: 'Europe/Paris', department: '26' };
const hoursOf = (text: string): AnsweringHours => {
  const parsed = parseOpeningHours(text, PLACE);
  if (!('schedule' in parsed)) throw new Error(text);
  return answeringHours(parsed.schedule, 'pickup');
};
const BAKERY = hoursOf('Tu-Sa 07:00-13:00,15:00-19:00');
/** A Tuesday in winter: Paris is an hour ahead. */
const at = (time: string, day = '2026-12-01') => new Date(`${day}T${time}:00+01:00`);
const order = (more: Partial<UnansweredOrder> = {}): UnansweredOrder => ({
  since: at('09:00'),
  slotUntil: at('19:00', '2026-12-04'),
  alertedAt: null,
  calledAt: null,
  ...more,
});

describe('an order that its shop does not answer', () => {
  it('is told of again after so many minutes, then called about, then its customer is told', () => {
    const due = (more: Partial<UnansweredOrder>, now: Date) => stepDue(order(more), BAKERY, 30, now);
    expect([due({}, at('09:29')), due({}, at('09:30'))]).toEqual([null, 'alert']);
    const alertedAt = at('09:30');
    expect([due({ alertedAt }, at('09:59')), due({ alertedAt }, at('10:00'))]).toEqual([null, 'call']);
    const calledAt = at('10:00');
    expect(due({ alertedAt, calledAt }, at('10:29'))).toBeNull();
    expect(due({ alertedAt, calledAt }, at('10:30'))).toBe('tell');
  });

  it('counts from the opening where it came at night, over the noon and over a day off', () => {
    const due = (since: Date, now: Date) => stepDue(order({ since }), BAKERY, 30, now);
    expect(due(at('02:00'), at('06:59'))).toBeNull();
    expect([due(at('02:00'), at('07:29')), due(at('02:00'), at('07:30'))]).toEqual([null, 'alert']);
    expect([due(at('12:50'), at('15:19')), due(at('12:50'), at('15:20'))]).toEqual([null, 'alert']);
    // From Sunday: Monday it is closed.
    const sunday = at('20:00', '2026-11-29');
    expect([due(sunday, at('10:00', '2026-11-30')), due(sunday, at('07:30'))]).toEqual([null, 'alert']);
  });

  it('disturbs nobody while the shop is closed, however late the step is', () => {
    expect(stepDue(order({ since: at('12:30') }), BAKERY, 30, at('13:00'))).toBeNull();
    expect(stepDue(order({ since: at('12:30') }), BAKERY, 30, at('15:00'))).toBe('alert');
    expect(stepDue(order({ since: at('18:00') }), BAKERY, 30, at('23:00'))).toBeNull();
  });

  it('gives who was told late the same time to answer', () => {
    const late = order({ since: at('07:00'), alertedAt: at('16:00') });
    expect(stepDue(late, BAKERY, 30, at('16:29'))).toBeNull();
    expect(stepDue(late, BAKERY, 30, at('16:30'))).toBe('call');
  });

  it('waits for a quarter of what is left where it is collected soon', () => {
    const soon = order({ slotUntil: at('09:40') });
    expect([stepDue(soon, BAKERY, 30, at('09:09')), stepDue(soon, BAKERY, 30, at('09:10'))]).toEqual([
      null,
      'alert',
    ]);
    const atOpening = order({ since: at('22:00', '2026-11-30'), slotUntil: at('07:04') });
    expect([
      stepDue(atOpening, BAKERY, 30, at('07:01')),
      stepDue(atOpening, BAKERY, 30, at('07:02')),
    ]).toEqual([null, 'alert']);
  });

  it('is called about in office hours where the shop never opens, or its hours are not known', () => {
    const away = hoursOf('Tu-Sa 07:00-19:00; 2026 Dec 01-2026 Dec 20 off');
    for (const hours of [away, { schedule: emptySchedule(PLACE), mode: 'shop' } as const]) {
      expect(stepDue(order({ since: at('08:00') }), hours, 30, at('09:29'))).toBeNull();
      expect(stepDue(order({ since: at('08:00') }), hours, 30, at('09:30'))).toBe('alert');
      expect(stepDue(order({ since: at('08:00') }), hours, 30, at('18:30'))).toBeNull();
    }
  });

  it('is called about in office hours where the shop is open too briefly to take each step in turn', () => {
    const due = (slotUntil: Date, now: Date, more: Partial<UnansweredOrder> = {}) =>
      stepDue(order({ since: at('22:00', '2026-11-30'), slotUntil, ...more }), BAKERY, 30, now);
    // Collected a minute, and five, after the shop opened at three.
    const afternoon = (slotUntil: Date, now: Date) =>
      stepDue(order({ since: at('13:00'), slotUntil }), BAKERY, 30, now);
    expect([afternoon(at('15:01'), at('13:29')), afternoon(at('15:01'), at('13:30'))]).toEqual([
      null,
      'alert',
    ]);
    expect([afternoon(at('15:05'), at('13:31')), afternoon(at('15:06'), at('13:31'))]).toEqual([
      'alert',
      null,
    ]);
    // Neither is open before: nobody is disturbed at night.
    expect(due(at('07:04'), at('06:59'))).toBeNull();
  });

  it('is told of by text in the hours that its steps are taken in, and in no others', () => {
    const brief = order({ since: at('13:00'), slotUntil: at('15:01') });
    expect([at('13:30'), at('14:59')].map((now) => isAnswerableAt(brief, BAKERY, now))).toEqual([true, true]);
    expect([at('13:30'), at('18:30')].map((now) => isAnswerableAt(order(), BAKERY, now))).toEqual([
      false,
      true,
    ]);
  });

  it('counts the hour that the clock shows twice as it lasts', () => {
    const always = hoursOf('24/7');
    const night = [new Date('2026-10-25T00:00:00+02:00'), new Date('2026-10-25T06:00:00+01:00')] as const;
    expect(openMinutes(always, ...night)).toBe(7 * 60);
  });
});
