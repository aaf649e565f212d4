import { durationIn } from './booking.form';

describe('what the pages of bookings write', () => {
  it.each([
    ['3', null],
    ['4', null],
    ['5', 5],
    ['90', 90],
    ['1440', 1440],
    ['1441', null],
    ['9999', null],
    ['30.5', null],
    ['', null],
  ])('is a length that can be booked, or none: %s', (text, minutes) => {
    expect(durationIn(text)).toBe(minutes);
  });
});
