import { filesOf, textOf } from './support/files';

/** Keys that an object of a JSON text has twice: of those a reader keeps the last, and the words of the first are gone. */
function repeatedKeys(text: string): string[] {
  const repeated: string[] = [];
  const open: Set<string>[] = [];
  for (const [token, key] of text.matchAll(/"((?:[^"\\]|\\.)*)"(?:\s*:)?|[{}]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (token.endsWith(':') && key !== undefined) {
      const known = open.at(-1);
      if (known?.has(key)) repeated.push(key);
      known?.add(key);
    }
  }
  return repeated;
}

describe('texts in JSON', () => {
  it('have each key once', () => {
    const files = filesOf('.json').filter((path) => path.includes('/locales/'));
    expect(files.length).toBeGreaterThan(20);
    const found = files.map((path) => [path, repeatedKeys(textOf(path))]);
    expect(found.filter(([, keys]) => keys?.length)).toEqual([]);
  });

  it('are read as a reader of JSON does', () => {
    const nested = '{"a": {"b": "c: {", "d": 1}, "e": {"b": 2}, "a": "\\"x\\": 1"}';
    expect(repeatedKeys(nested)).toEqual(['a']);
  });
});
