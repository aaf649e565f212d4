import { digestDay } from './digest-day';

const PARIS = 'Europe/Paris';

describe('the day of a digest', () => {
  it.each([
    ['a weekday at seven', '2026-11-27T06:00:00Z', PARIS, '2026-11-27'],
    ['a moment before seven', '2026-11-27T05:59:59Z', PARIS, null],
    ['a moment before ten', '2026-11-27T08:59:59Z', PARIS, '2026-11-27'],
    ['ten', '2026-11-27T09:00:00Z', PARIS, null],
    ['seven by summer time', '2026-07-01T05:00:00Z', PARIS, '2026-07-01'],
    ['a Saturday', '2026-11-28T07:00:00Z', PARIS, null],
    ['a Sunday', '2026-11-29T07:00:00Z', PARIS, null],
    ['a Friday that is a Saturday elsewhere', '2026-11-27T18:00:00Z', 'Pacific/Noumea', null],
    ['a Monday in La Réunion', '2026-11-30T03:30:00Z', 'Indian/Reunion', '2026-11-30'],
  ])('at %s', (_, now, timeZone, day) => {
    expect(digestDay(new Date(now), timeZone)).toBe(day);
  });
});
