import { readResourceHours, resourceHoursText } from './resource-hours';

describe('the hours of somebody in an agenda', () => {
  it.each([
    ['ma-sa 9h-12h, 14h-19h', 'Tu-Sa 09:00-12:00,14:00-19:00'],
    ['lu 8:00-12:30', 'Mo 08:00-12:30'],
    ['', null],
  ])('are read as they are typed: %s', (typed, hours) => {
    expect(readResourceHours(typed)).toBe(hours);
    expect(readResourceHours(resourceHoursText(hours))).toBe(hours);
  });

  it('are refused where they are none', () => {
    expect(readResourceHours('quand je veux')).toBeUndefined();
  });

  it('are refused where they would be longer than what is stored, however briefly they are typed', () => {
    const many = Array.from({ length: 5 }, () => `lu ${Array.from({ length: 19 }, () => '0-1').join(',')}`);
    expect(readResourceHours(many.join(';'))).toBeUndefined();
  });

  it('stay as they are where no plain week says them', () => {
    expect(resourceHoursText('Jun-Aug: Mo-Fr 09:00-12:00')).toBe('Jun-Aug: Mo-Fr 09:00-12:00');
  });
});
