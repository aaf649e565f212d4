import { hasTooManyValues, isExcessive, MAX_TEXT, MAX_VALUES, parseForm } from './body-shape';

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

describe('a form as it arrives', () => {
  it('is read field by field, repeated names as lists', () => {
    expect(parseForm('a&b=1+2&c=%C3%A9&d[x]=&b=3&__proto__=y')).toEqual(
      Object.assign(Object.create(null), { a: '', b: ['1 2', '3'], c: 'é', 'd[x]': '', ['__proto__']: 'y' }),
    );
  });

  it.each([
    ['fields', (at: number) => `f${at}=`],
    ['values of one field', () => 'f='],
  ])('is read to the first that is too much: %s', (_what, part) => {
    const read = parseForm(Array.from({ length: 40_000 }, (_, at) => part(at)).join('&'));
    expect(Object.values(read).flat()).toHaveLength(MAX_VALUES + 1);
    expect(isExcessive(read)).toBe(true);
  });
});

describe('JSON as it arrives', () => {
  const list = (count: number): string => `[${Array.from({ length: count }, () => '0').join(',')}]`;

  it.each([
    ['as long a list as is read', list(MAX_VALUES)],
    ['commas in a text', JSON.stringify({ note: ','.repeat(20_000) })],
    ['commas behind quotes and backslashes', JSON.stringify({ note: String.raw`\",\\"`.repeat(4_000) })],
    ['a text without an end', `"${',"\\",'.repeat(2)}${'x'.repeat(100)}`],
    ['nothing', ''],
  ])('is parsed: %s', (_what, text) => {
    expect(hasTooManyValues(text)).toBe(false);
  });

  it.each([
    ['a longer list', list(MAX_VALUES + 1)],
    ['lists in a list', `[${Array.from({ length: 60_000 }, () => '[]').join(',')}]`],
    ['members', JSON.stringify(fields(MAX_VALUES + 1))],
    ['members behind a text', `{"note":"\\"","list":${list(MAX_VALUES + 1)}}`],
  ])('is not: %s', (_what, text) => {
    expect(hasTooManyValues(text)).toBe(true);
  });
});
