import { phoneWords } from './phone';

it.each([
  ['+33556102030', '05 56 10 20 30'],
  ['+262262123456', '02 62 12 34 56'],
  ['+590590123456', '05 90 12 34 56'],
  ['+3215551234', '+3215551234'],
])('%s is read as %s', (phone, words) => {
  expect(phoneWords(phone).replaceAll('\u00a0', ' ')).toBe(words);
});
