import { jsonInScript } from './helpers';

describe('JSON inside a page', () => {
  it('cannot leave its element, begin a comment or break a line, and means the same', () => {
    const hostile = {
      name: '</script><script>alert(1)</script>',
      note: '<!-- & -->',
      line: 'a\u2028b\u2029c',
    };
    const json = jsonInScript(hostile);
    expect(json).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(json)).toEqual(hostile);
  });
});
