import { isOpen, type Schedule, scheduleOfTexts } from '@halles/domain/hours';
import { at, PARIS } from '../slots/booking-questions.fake';
import { appointmentHours } from './agenda';

const WEEK = 'Mo-Fr 09:00-18:00';
const usual = scheduleOfTexts(PARIS, { shop: WEEK });
const CHRISTMAS = at('2026-12-25', '10:00');

describe('the hours in which a place takes appointments', () => {
  it.each<[string, Schedule, boolean]>([
    ['of which nobody said anything', usual, false],
    ['which the business says to be as usual', { ...usual, statesPublicHolidays: true }, true],
    ['on which it is open for a while', { ...usual, publicHolidays: [{ from: 540, until: 720 }] }, true],
    ['on which its rules close it', scheduleOfTexts(PARIS, { shop: `${WEEK}; PH off` }), false],
    [
      'of which its hours for appointments speak',
      scheduleOfTexts(PARIS, { appointment: `${WEEK},PH` }),
      true,
    ],
    [
      'that an exception opens by its date',
      {
        ...usual,
        exceptions: [{ from: '2026-12-25', until: '2026-12-25', spans: [{ from: 540, until: 720 }] }],
      },
      true,
    ],
  ])('on a public holiday %s', (_, schedule, isThere) => {
    const hours = appointmentHours(schedule);
    expect(hours && isOpen(hours, 'appointment', CHRISTMAS)).toBe(isThere);
    expect(hours && isOpen(hours, 'appointment', at('2026-12-24', '10:00'))).toBe(true);
  });

  it('are one value for one schedule: what is computed of them serves all who ask', () => {
    expect(appointmentHours(usual)).not.toBeNull();
    expect(appointmentHours(usual)).toBe(appointmentHours(usual));
    expect(appointmentHours(scheduleOfTexts(PARIS, { shop: WEEK }))).not.toBe(appointmentHours(usual));
  });
});
