import { launchBrowser } from '@halles/testing';
import type { Browser, Page } from 'playwright-core';
import { disclosureErrors, probe, walkErrors } from './keyboard-walk';

const GOOD = `<!doctype html><html lang="fr"><title>Bon</title>
<style>body { margin: 0; font: 16px sans-serif } :focus-visible { outline: 3px solid black } * { overflow-wrap: anywhere }</style>
<body><header><a href="#bas">Premier</a></header>
<form><label>Nom <input name="nom"></label><label>Où <input name="ou" role="combobox" aria-expanded="false"></label>
<label>Quand <input type="datetime-local" name="quand"></label>
<label><input type="radio" name="x" value="1"> Un</label><label><input type="radio" name="x" value="2" checked> Deux</label></form>
<details><summary>Plus</summary><a href="#bas">Dedans</a></details>
<button type="button" aria-expanded="false" aria-controls="choix">Choisir</button><div id="choix" hidden><p>Un choix</p></div>
<div style="overflow-x: auto; width: 200px"><div style="width: 900px">Un tableau plus large que la page</div></div>
<p id="bas">Fin</p>
<script>{
  const button = document.querySelector('[aria-controls]');
  const turn = (open) => { button.setAttribute('aria-expanded', String(open)); choix.hidden = !open; };
  button.addEventListener('click', () => turn(choix.hidden));
  button.addEventListener('keydown', ({ key }) => { if (key === 'Escape') turn(false); });
}</script></body></html>`;

/** What is done to the good page, and the error that must then be found. */
const WALKED = [
  [
    'no mark of the focus',
    [':focus-visible { outline: 3px solid black }', ':focus { outline: none }'],
    'looks the same',
  ],
  ['a mark in the colour of the page', ['3px solid black', '3px solid #eee'], 'contrast of 1.16 only'],
  [
    'a visual order that is asked for',
    ['<input name="nom">', '<input name="nom" tabindex="3">'],
    'a place of its own',
  ],
  [
    'a stop that is passed over',
    ['<a href="#bas">Premier', '<a href="#bas" onkeydown="event.preventDefault()">Premier'],
    'and not to',
  ],
  [
    'a trap at the end',
    ['</details>', '</details><input onblur="setTimeout(() => this.focus())">'],
    'and not to',
  ],
  [
    'something for the pointer only',
    ['<p id="bas">', '<p id="bas" style="cursor: pointer">'],
    'to a pointer only',
  ],
  [
    'a stop outside the window',
    ['<a href="#bas">Premier', '<a href="#bas" style="position: fixed; left: -99px">Premier'],
    'outside the window',
  ],
  [
    'a stop under something that stays',
    [
      '<header>',
      '<div style="position: fixed; inset: 0 0 auto; height: 60px; background: white"></div><header>',
    ],
    'has the focus under div',
  ],
] as const;

const OPENED = [
  ['a button that says open and shows nothing', ['choix.hidden = !open', ''], 'says open and is not'],
  ['a button that Escape does not close', ["key === 'Escape'", 'false'], 'Escape changes nothing'],
  [
    'a button that loses the focus',
    ['choix.hidden = !open', 'choix.hidden = !open; button.blur()'],
    'loses the focus',
  ],
  [
    'a summary that does not open',
    ['<details>', '<details onclick="event.preventDefault()">'],
    'Enter changes nothing',
  ],
] as const;

const REFLOWED = [
  [
    'a line wider than the window',
    ['<p id="bas">', '<p id="bas" style="width: 400px">'],
    'the page scrolls sideways',
  ],
  [
    'text that leaves a window that hides it',
    ['<p id="bas">', '<p id="bas" style="position: fixed; left: 300px; width: 90px">'],
    'leaves the window sideways',
  ],
  [
    'text that is cut',
    ['<p id="bas">Fin', '<p style="overflow: hidden; white-space: nowrap; width: 40px">Une fin de page'],
    'is cut',
  ],
  [
    'text under something',
    [
      '<p id="bas">Fin',
      '<div style="position: relative"><p>Fin</p><b style="position: absolute; inset: 0; background: red"></b></div><p>',
    ],
    'lies under b',
  ],
  [
    'a part that never scrolls',
    ['<header>', '<header style="position: sticky; top: 0; height: 100px; background: white">'],
    '% of the window never scroll',
  ],
] as const;

describe('what the journeys find in a page', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 320, height: 256 } });
  });
  afterAll(() => browser.close());

  async function show([what, instead]: readonly [string, string] = ['', '']): Promise<void> {
    expect(GOOD).toContain(what);
    await page.setContent(GOOD.replace(what, instead));
  }

  it('is nothing in a good one', async () => {
    await show();
    expect(await walkErrors(page)).toEqual([]);
    expect(await disclosureErrors(page)).toEqual([]);
    await show();
    expect(await probe(page, 'reflow()')).toEqual([]);
    expect(await probe(page, 'deadAnchors()')).toEqual([]);
  });

  it.each(WALKED)('is %s', async (_error, change, said) => {
    await show(change);
    expect((await walkErrors(page)).join('\n')).toContain(said);
  });

  it.each(OPENED)('is %s', async (_error, change, said) => {
    await show(change);
    expect((await disclosureErrors(page)).join('\n')).toContain(said);
  });

  it.each(REFLOWED)('is %s', async (_error, change, said) => {
    await show(change);
    expect((await probe<string[]>(page, 'reflow()')).join('\n')).toContain(said);
  });

  it('is a link to a place that is not there', async () => {
    await show(['id="bas"', '']);
    expect(await probe(page, 'deadAnchors()')).toEqual(['a « Premier »', 'a « Dedans »']);
  });

  it('is what a page says with scripts only', async () => {
    await show(['<p id="bas">', '<p id="bas"><script>document.write("<b>Par un script</b>")</script>']);
    expect(await probe(page, "said('')")).toContain('Par un script');
    expect(await probe(page, "said('#bas')")).not.toContain('Par un script');
  });
});
