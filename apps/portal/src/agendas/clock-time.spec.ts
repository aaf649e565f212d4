import { clockTime, clockTimeOrNone } from './clock-time';

describe('a time of the clock that is typed', () => {
  it.each([
    ['08:00', 480],
    ['8 h', 480],
    ['8\u00a0h', 480],
    ['8h30', 510],
    ['midi', 720],
    ['00:00', 0],
    ['24:00', null],
    ['25:00', null],
    ['8 h 75', null],
    ['tôt', null],
    ['', null],
  ])('is read as people write it: %s', (text, minute) => {
    const read = clockTime().safeParse(text);
    expect(read.success ? read.data : null).toBe(minute);
  });

  it('may be the end of a day, or none', () => {
    expect(clockTime('until').parse('minuit')).toBe(1_440);
    expect(clockTimeOrNone().parse('')).toBeNull();
    expect(clockTimeOrNone('until').parse('18 h')).toBe(1_080);
  });
});
