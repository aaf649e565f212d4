import { MINUTE, required } from '@halles/kernel';
import type { Page } from 'playwright-core';
import type { Planted } from '../isolation/portal-planted';
import { probe, tabTo, walkErrors } from './keyboard-walk';
import { plantOn } from './planted-stage';
import { openPortalStage, type PortalStage, type Visit } from './portal-stage';
import { FILLED, KNOWN } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(3 * MINUTE);

/** WCAG 2.2, 1.4.10: a window of 1280 px seen at 400 %; as high as a telephone. */
const NARROW = { width: 320, height: 640 } as const;

/**
 * What somebody does without an account, from a link in a mail or a page: by keys alone, in a browser without scripts, in
 * the narrowest window, and down to the word of thanks.
 */
describe('links of mails, and reports', () => {
  let stage: PortalStage;
  let things: Planted;
  let visit: Visit;
  let page: Page;
  /** The same addresses with scripts: those that check would not run without. */
  let checked: Visit;

  beforeAll(async () => {
    stage = await openPortalStage();
    ({ things } = await plantOn(stage));
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    visit = await stage.visit(FILLED, { javaScriptEnabled: false, viewport: NARROW });
    ({ page } = visit);
    checked = await stage.visit(FILLED, { viewport: NARROW });
  });
  afterEach(async () => {
    for (const { context, misdeeds } of [visit, checked]) {
      expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
      expect(await context.cookies()).toEqual([]);
      await context.close();
    }
  });

  /** Opens an address, or looks at where one is: no error for axe, nothing cut, nothing that Tab passes over. */
  async function looksRight(path?: string): Promise<void> {
    if (path !== undefined) {
      const answer = await page.goto(stage.originOf(FILLED) + path);
      expect([path, answer?.status()]).toEqual([path, 200]);
    }
    await checked.page.goto(page.url());
    expect(await checked.page.textContent('h1')).toBe(await heading());
    expect(await probe(checked.page, 'reflow()')).toEqual([]);
    expect(await walkErrors(checked.page)).toEqual([]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await checked.page.emulateMedia({ colorScheme });
      expect([page.url(), colorScheme, await errorsOf(checked.page)]).toEqual([page.url(), colorScheme, []]);
    }
  }

  /** Presses Tab as far as a button of the page, then Enter, and waits for where that leads. */
  async function press(selector: string): Promise<void> {
    await tabTo(page, selector);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  }

  const heading = async (): Promise<string> => required(await page.textContent('h1'), 'a heading');

  it('an error is reported, and thanked for', async () => {
    await looksRight(`/commerce/${KNOWN.segment}/signaler`);
    await tabTo(page, 'input[name=kind]');
    await page.keyboard.press('Space');
    await tabTo(page, 'textarea');
    await page.keyboard.type('Fermé le lundi.');
    await press('main form button[type=submit]');
    expect(new URL(page.url()).pathname).toBe(`/commerce/${KNOWN.segment}/signaler/merci`);
    expect(await heading()).toContain('Merci');
    await looksRight();
  });

  it('a telephone number is corrected by the link of a mail, and the page says what becomes of it', async () => {
    await looksRight(`/corriger/${things.tokens.correction}`);
    await tabTo(page, '#phone');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('05 56 00 00 77');
    // Enter in a field sends its form: the button lies beyond the hours and minutes of a week.
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(new URL(page.url()).pathname).toBe(`/corriger/${things.tokens.correction}/merci`);
    // Somebody keeps the page: an agent looks at it first.
    expect(new URL(page.url()).search).toBe('?fait=open');
    await looksRight();
  });

  it('a mandate is signed by the link of a mail, and taken back', async () => {
    await looksRight(`/mandat/${things.tokens.mandate}`);
    await tabTo(page, 'input[name=name]');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Jeanne Paul');
    await tabTo(page, 'input[name=agreed]');
    await page.keyboard.press('Space');
    await press('main form button[type=submit]');
    expect(new URL(page.url()).pathname).toBe(`/mandat/${things.tokens.mandate}`);
    await looksRight();
    await press('form[action$="/retirer"] button');
    await looksRight();
    expect(await page.locator('form[action$="/retirer"]').count()).toBe(0);
  });

  it('a page is confirmed by the button of a mailed question, and thanked for', async () => {
    await looksRight(`/pro/confirmer/${things.tokens.freshness}/arreter`);
    await looksRight(`/pro/confirmer/${things.tokens.freshness}`);
    await press('button[value=confirmed]');
    expect(new URL(page.url()).pathname).toBe(`/pro/confirmer/${things.tokens.freshness}/merci`);
    expect(await heading()).toContain('Merci');
    await looksRight();
  });
});
