import { lineOfBreak, lineOfPath } from './json-lines';

const text = `{
  "slug": "metz",
  "title": { "fr": "Dé \\"x\\", ]}", "en": 1 },
  "list": [
    { "code": 1 },
    {
      "code": 2
    }
  ],
  "last": true
}`;

const reasonOf = (broken: string): string => {
  try {
    JSON.parse(broken);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('where something stands in a JSON file', () => {
  it.each<[readonly PropertyKey[], number]>([
    [[], 1],
    [['slug'], 2],
    [['title', 'en'], 3],
    [['list', 1, 'code'], 7],
    [['last'], 10],
  ])('finds %j on line %i', (path, line) => expect(lineOfPath(text, path)).toBe(line));

  it('gives the line of what is around a value that is missing', () => {
    expect(lineOfPath(text, ['list', 1, 'name', 'fr'])).toBe(6);
    expect(lineOfPath(text, ['nothing'])).toBe(1);
  });

  it('finds where a text breaks, and the end of one that was cut', () => {
    for (const [broken, line] of [
      ['{\n"a": 1,\n}', 3],
      ['{\n"a": \n"b', 3],
      ['{\n"a": {', 2],
    ] as const)
      expect([broken, lineOfBreak(broken, reasonOf(broken))]).toEqual([broken, line]);
  });
});
