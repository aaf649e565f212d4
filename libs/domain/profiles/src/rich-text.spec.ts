import { plainOfRichText, richTextOfHtml, richTextOfPlain } from './rich-text';

describe('a description read from HTML', () => {
  it('keeps paragraphs, lists, strong and emphasised words and links, as a tree', () => {
    expect(
      richTextOfHtml(
        '<div>Pain <b>au levain</b>, <i>fait ici</i>.</div><ul><li>Tourte</li><li><a href="https://ble.example/" onclick="x()">Le blé</a></li></ul>',
      ),
    ).toEqual([
      {
        kind: 'paragraph',
        line: [
          { text: 'Pain ' },
          { text: 'au levain', strong: true },
          { text: ', ' },
          { text: 'fait ici', emphasis: true },
          { text: '.' },
        ],
      },
      { kind: 'list', items: [[{ text: 'Tourte' }], [{ text: 'Le blé', href: 'https://ble.example/' }]] },
    ]);
  });

  it.each([
    ['<script>alert(1)</script><p>Pain</p>', 'Pain'],
    ['<p>Pain<img src=x onerror=alert(1)></p>', 'Pain'],
    ['<style>p{display:none}</style><svg onload=alert(1)><p>Pain</p></svg>', 'Pain'],
    ['<a href="javascript:alert(1)">Pain</a>', 'Pain'],
    ['<a href="JaVaScRiPt&colon;alert(1)">Pain</a>', 'Pain'],
    ['<a href="data:text/html,<script>alert(1)</script>">Pain</a>', 'Pain'],
    ['<a href="//evil.example/">Pain</a>', 'Pain'],
    ['<iframe src="https://evil.example"></iframe><p>Pain</p>', 'Pain'],
    ['<p style="position:fixed" class="notice">Pain</p>', 'Pain'],
    [
      '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>Pain',
      'Pain',
    ],
    ['<p>Pa\u202ein</p>', 'Pain'],
    ['<noscript><p title="</noscript><img src=x onerror=alert(1)>">Pain</p></noscript>', 'Pain'],
  ])('keeps nothing of %s but its words', (html, words) => {
    const text = richTextOfHtml(html);
    const written = JSON.stringify(text);
    expect(written).toContain(words);
    expect(written).not.toMatch(/script|alert|onerror|evil|style|href|[<>]/i);
  });

  it('shows what looks like a tag as the words that somebody typed', () => {
    expect(richTextOfHtml('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>')).toEqual([
      { kind: 'paragraph', line: [{ text: '<script>alert(1)</script>' }] },
    ]);
  });

  it.each(['', '   ', '<p></p>', '<p> </p><ul><li></li></ul>', '<script>1</script>'])(
    'says nothing where nothing is said: "%s"',
    (html) => expect(richTextOfHtml(html)).toBeNull(),
  );

  it('is refused where it is longer than a page has room for', () => {
    expect(richTextOfHtml(`<p>${'mot '.repeat(600)}</p>`)).toBe('too-long');
    expect(richTextOfHtml('<p>'.repeat(20_000))).toBe('too-long');
    expect(richTextOfHtml(`${'<div>'.repeat(3_000)}Pain`)).not.toBeUndefined();
  });
});

describe('a description as one types it', () => {
  const typed =
    'Pain **au levain**, *fait ici*.\n\n- Tourte\n- [Le blé](https://ble.example/)\n\nLe lundi, rien.';

  it('takes for a link what stands in the innermost brackets, and looks no further than an address is long', () => {
    expect(richTextOfPlain('[voir [le blé](https://ble.example/)')).toEqual([
      {
        kind: 'paragraph',
        line: [{ text: '[voir ' }, { text: 'le blé', href: 'https://ble.example/' }],
      },
    ]);
    const long = `[le blé](https://ble.example/${'x'.repeat(500)})`;
    expect(richTextOfPlain(long)).toEqual([{ kind: 'paragraph', line: [{ text: long }] }]);
  });

  it('is read, and written again as it was', () => {
    const text = richTextOfPlain(typed);
    expect(text).toMatchObject([
      { kind: 'paragraph', line: [{}, { text: 'au levain', strong: true }, {}, { emphasis: true }, {}] },
      { kind: 'list', items: [[{ text: 'Tourte' }], [{ href: 'https://ble.example/' }]] },
      { kind: 'paragraph' },
    ]);
    expect(text === null || text === 'too-long' ? '' : plainOfRichText(text)).toBe(typed);
  });

  it('has no tags, and leads nowhere that is no address', () => {
    expect(richTextOfPlain('<b>Pain</b> [ici](javascript:alert(1))')).toEqual([
      { kind: 'paragraph', line: [{ text: '<b>Pain</b> ici)' }] },
    ]);
  });
});
