import { pluralForm } from './plural';

it.each([
  [0, 'one', 'other'],
  [1, 'one', 'one'],
  [1.5, 'one', 'other'],
  [2, 'other', 'other'],
  [1_000_000, 'other', 'other'],
] as const)('%d is "%s" in French and "%s" in English', (count, french, english) => {
  expect([pluralForm(count, 'fr'), pluralForm(count, 'en')]).toEqual([french, english]);
});
