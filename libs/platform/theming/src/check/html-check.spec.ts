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

  it('lets Enter press a button that nobody sees, where it does what one does that is seen', () => {
    const line = '<label>n <input name="n"></label>';
    const hidden = '<button class="visually-hidden" name="do" value="send">Envoyer</button>';
    const quiet = '<button class="button button--quiet" name="do" value="find">Chercher</button>';
    const seen = '<button class="button" name="do" value="send">Envoyer</button>';
    expect(checkHtml(page(`<form>${hidden}${line}${quiet}${seen}</form>`), 'fr')).toEqual([]);
    expect(
      checkHtml(page(`<form id="f">${line}</form><button class="button" form="f">b</button>`), 'fr'),
    ).toEqual([]);
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
    [
      '<button class="button button--quiet" form="f">Recopier</button><form id="f"><button class="button">b</button></form>',
      ['Enter presses « Recopier », a quiet button that is the first of its form'],
    ],
    [
      '<form><input type="image" name="plan" alt="Plan" src="data:,"><button class="button">b</button></form>',
      ['Enter presses « Plan », a picture that is the first button of its form'],
    ],
    [
      '<form><button class="visually-hidden" value="a">a</button><button class="button" value="b">b</button></form>',
      ['Enter presses « a », which no button that is seen does'],
    ],
    [
      '<form><label>n <input name="n"></label><button type="button">b</button></form>',
      ['a form with a field, and no button that Enter presses in it'],
    ],
    [
      '<form><label>n <input name="n"></label><button class="button" value="a">a</button><button class="button" value="b">b</button></form>',
      ['Enter presses « a » in a form with several such buttons'],
    ],
  ])('finds what is wrong with %s', (body, errors) => {
    const found = checkHtml(page(body), 'fr');
    for (const error of errors) expect(found).toContain(error);
  });
});
