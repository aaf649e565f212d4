import { isExcessive, MAX_TEXT } from './body-shape';

const nested = (depth: number): unknown => {
  let value: unknown = 'x';
  for (let n = 0; n < depth; n += 1) value = n % 2 === 0 ? [value] : { value };
  return value;
};
const fields = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, '']));

describe('the shape of a body', () => {
  it.each([
    ['none', undefined],
    ['the longest text of any form', { note: 'x'.repeat(MAX_TEXT) }],
    ['a long form', fields(5_000)],
    ['a list of lists', { lines: Array.from({ length: 60 }, () => ['a', 'b', 'c']) }],
    ['lists in lists, as deep as is read', nested(64)],
  ])('is like ours: %s', (_what, body) => {
    expect(isExcessive(body)).toBe(false);
  });

  it.each([
    ['more fields than any form', fields(5_001)],
    ['one field again and again', { line: Array.from({ length: 40_000 }, () => '') }],
    ['a list of empty lists', { ids: Array.from({ length: 80_000 }, () => []) }],
    ['lists that add up', Array.from({ length: 2_600 }, () => ['x'])],
    ['a longer text than any', { note: 'x'.repeat(MAX_TEXT + 1) }],
    ['such a text in a list', { lines: ['', 'x'.repeat(MAX_TEXT + 1)] }],
    ['such a text alone', 'x'.repeat(MAX_TEXT + 1)],
    ['a longer name than any', { ['x'.repeat(MAX_TEXT + 1)]: '' }],
    ['lists in lists without end', nested(65)],
    ['lists in lists of a whole body', nested(120_000)],
  ])('is like none of ours: %s', (_what, body) => {
    expect(isExcessive(body)).toBe(true);
  });
});
