import { isIsoDate, parseLocalMinute } from './dates';

describe('dates that come from outside', () => {
  it.each(['1900-01-01', '2200-12-31', '2028-02-29', '2026-12-31'])('takes %s', (text) => {
    expect(isIsoDate(text)).toBe(true);
  });

  it.each([
    ...['2026-02-31', '2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-01-00'],
    ...[
      '0000-01-01',
      '0001-01-01',
      '1899-12-31',
      '2201-01-01',
      '9999-12-31',
      '+275760-09-13',
      '-000001-01-01',
    ],
    ...['', '2026-1-1', '2026-01-01T10:00', ' 2026-01-01', '2026-01-01\n', '２０２６-01-01', 'today'],
  ])('refuses %j', (text) => {
    expect(isIsoDate(text)).toBe(false);
  });

  it('reads a minute of a day that exists', () => {
    expect(parseLocalMinute('2026-11-28T15:07')).toEqual({ date: '2026-11-28', minute: 907 });
    expect(parseLocalMinute('2026-11-28T00:00')).toEqual({ date: '2026-11-28', minute: 0 });
  });

  it.each([
    '2026-02-31T10:00',
    '0000-01-01T10:00',
    '9999-12-31T23:59',
    '2026-11-28T24:00',
    '2026-11-28T10:60',
    '2026-11-28',
    'now',
    '',
  ])('reads no minute from %j', (text) => {
    expect(parseLocalMinute(text)).toBeNull();
  });
});
