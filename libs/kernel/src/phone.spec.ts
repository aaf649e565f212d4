import { mayBeTexted, phoneWords } from './phone';

it.each([
  ['+33556102030', '05 56 10 20 30'],
  ['+262262123456', '02 62 12 34 56'],
  ['+590590123456', '05 90 12 34 56'],
  ['+3215551234', '+3215551234'],
])('%s is read as %s', (phone, words) => {
  expect(phoneWords(phone).replaceAll('\u00a0', ' ')).toBe(words);
});

it.each([
  ['+33612345678', true],
  ['+33712345678', true],
  ['+33475000000', false],
  ['+33912345678', false],
  ['+590690123456', true],
  ['+262692123456', true],
  ['+262639123456', true],
  ['+262262123456', false],
  ['+508551234', true],
  ['+508411234', false],
  ['+32470123456', true],
])('%s can be texted: %s', (phone, answer) => {
  expect(mayBeTexted(phone)).toBe(answer);
});
