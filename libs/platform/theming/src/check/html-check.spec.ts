import { checkHtml } from './html-check';

const page = (body: string): string =>
  `<!doctype html><html lang="fr"><head><title>t</title></head><body><main><h1>h</h1>${body}</main></body></html>`;

describe('the check of rendered pages', () => {
  it('finds nothing on a page as it should be', () => {
    const body =
      '<p>a &amp; b<br></p><img src="/a.png" alt=""><label>n <input name="n"></label>' +
      '<svg aria-hidden="true"><path d="M0 0"/></svg><script type="application/ld+json">{"a":"</b>"}</script>';
    expect(checkHtml(page(body), 'fr')).toEqual([]);
  });

  it('lets a form have one quiet button, or a quiet one behind the one that it is for', () => {
    const quiet = '<button class="button button--quiet">a</button>';
    const forms = `<form>${quiet}</form><form><button class="button">b</button>${quiet}</form>`;
    expect(checkHtml(page(forms), 'fr')).toEqual([]);
  });

  it.each([
    ['<p>a', ['</main> closes <p>', '</body> closes <p>', '</html> closes <p>', '<p> is never closed']],
    ['<b>a</i></b>', ['</i> closes <b>']],
    ['<img src="/a.png">', ['an <img> without alt']],
    ['<input name="n">', ['<input name="n"> has no label']],
    ['<a href="/x"><svg aria-hidden="true"></svg></a>', ['<a> has no text to name it']],
    ['<p style="x">a</p>', ['<p style=…>: inline code']],
    ['<script>x</script>', ['an inline <script>']],
    ['<img alt="" src=//else.example/a.png>', ['<img> loads //else.example/a.png from another site']],
    ['<a href="&#106;avascript:x">a</a>', ['<a> runs a script from its address']],
    ['<i id="a"></i><i id="a"></i>', ['the id "a" is given twice']],
    ['<h1>two</h1>', ['2 <h1> instead of one']],
    [
      '<form><p><button class="button button--quiet">Recopier</button></p><button class="button">Publier</button></form>',
      ['Enter presses « Recopier », a quiet button that is the first of its form'],
    ],
  ])('finds what is wrong with %s', (body, errors) => {
    const found = checkHtml(page(body), 'fr');
    for (const error of errors) expect(found).toContain(error);
  });
});
