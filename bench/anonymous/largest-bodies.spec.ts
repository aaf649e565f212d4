import { parse } from 'node:querystring';
import { BODY_LIMIT, MAX_TEXT } from '@halles/platform/http';
import { largestForms, largestJson } from './largest-bodies';

describe('the largest bodies that a route is measured with', () => {
  const fields = [
    { name: 'note', value: '', maxlength: 5_000 },
    { name: 'town', value: 'Bourg' },
  ];

  it.each([
    ['note', 10_000],
    ['town', 4_000],
  ])(
    'hold the longest text of a field that its schema is shown, the longest that is looked at at all, and a longer one: %s',
    (name, shown) => {
      const lengths = largestForms(fields)
        .filter(({ what }) => what.startsWith(`${name}: `))
        .map(({ body }) => String(parse(body)[name]).length);
      expect(lengths).toEqual(expect.arrayContaining([shown, MAX_TEXT]));
      expect(lengths.some((length) => length > MAX_TEXT)).toBe(true);
    },
  );

  it('hold both in JSON too, of each kind of letters', () => {
    const texts = largestJson({ note: '' }).filter(({ what }) => what.startsWith('JSON, note: '));
    const lengthsOf = (kind: string): number[] =>
      texts
        .filter(({ what }) => what.includes(kind))
        .map(({ body }) => (JSON.parse(body) as { readonly note: string }).note.length);
    for (const kind of ['a long text', 'blanks', 'escapes', 'combining letters', 'at signs', 'half pairs'])
      expect([kind, lengthsOf(kind)]).toEqual([kind, [MAX_TEXT, expect.any(Number)]]);
  });

  it('fit into what a body may be', () => {
    for (const { what, body } of [...largestForms(fields), ...largestJson({ note: '' })])
      expect([what, Buffer.byteLength(body) <= BODY_LIMIT]).toEqual([what, true]);
  });
});
