import { scheduleOfTexts } from '@halles/domain/hours';
import { scheduleOf } from './stored-schedule';

const place = { timeZone: 'Europe/Paris', department: '33' };
const stored = (shop: string): string => JSON.stringify(scheduleOfTexts(place, { shop }));

describe('the schedule of a stored text', () => {
  it('is what was stored', () => {
    expect(scheduleOf(stored('Mo-Sa 09:00-19:00'))).toEqual(
      scheduleOfTexts(place, { shop: 'Mo-Sa 09:00-19:00' }),
    );
    expect(scheduleOf(null)).toBeNull();
  });

  it('is one value for one text, so that it is compiled once', () => {
    expect(scheduleOf(stored('Mo-Sa 09:00-19:00'))).toBe(scheduleOf(stored('Mo-Sa 09:00-19:00')));
    expect(scheduleOf(stored('Mo-Sa 09:00-18:00'))).not.toBe(scheduleOf(stored('Mo-Sa 09:00-19:00')));
  });
});
