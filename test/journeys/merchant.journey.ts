import { MINUTE, SECOND } from '@halles/kernel';
import { writeListings } from '@halles/testing';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Hand, Keys, Thumb } from './merchant-hand';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { addPhoto, giveHours, prove, signUp } from './merchant-steps';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

const NARROW: BrowserContextOptions = { viewport: { width: 390, height: 844 } };
const PHONE: BrowserContextOptions = { ...NARROW, hasTouch: true, isMobile: true };
const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };

/** What was promised: fewer interactions than that, and less time. */
const MAX_INTERACTIONS = 25;
const MAX_TIME = 5 * MINUTE;

/** How long somebody waits for a mail and a call, and goes from the browser to them and back, ms. */
const OUTSIDE = 2 * 20 * SECOND;

interface Way {
  readonly title: string;
  readonly options: BrowserContextOptions;
  readonly hand: (page: Page) => Hand;
}

const WAYS: readonly Way[] = [
  { title: 'with a thumb', options: PHONE, hand: (page) => new Thumb(page) },
  { title: 'with a keyboard, at a desk', options: DESK, hand: (page) => new Keys(page) },
  {
    title: 'with a thumb, without scripts',
    options: { ...PHONE, javaScriptEnabled: false },
    hand: (page) => new Thumb(page),
  },
];

/** What a page says that nobody keeps. */
const OFFER = 'C’est votre commerce\u00a0?';

let businesses = 0;

describe('a baker finds her page', () => {
  let stage: MerchantStage;
  beforeAll(async () => {
    stage = await openMerchantStage();
  }, 3 * MINUTE);
  afterAll(() => stage.close());

  /** A page that somebody keeps nowhere yet, with the phone that the register knows. */
  async function aBusiness() {
    businesses += 1;
    const phone = `+3355610203${businesses}`;
    const name = `Fournil des Quais ${businesses}`;
    const [id = 0] = await writeListings(stage.world, stage.ctx, [
      { facts: { displayName: name, contact: { phone } } },
    ]);
    return { name, phone, email: `odile-${businesses}@boulangere.example`, address: `/commerce/x-${id}` };
  }

  it.each(WAYS)('$title: proves it, gives hours and a photo, and sees it published', async (way) => {
    const business = await aBusiness();
    const { context, page, misdeeds } = await stage.visit(FILLED, way.options);
    await page.goto(stage.originOf(FILLED) + business.address);
    expect(await page.textContent('main')).toContain(OFFER);
    const hand = way.hand(page);
    const began = performance.now();
    await hand.go(page.getByRole('link', { name: 'Reprendre cette page' }), 'the page is mine');
    await signUp(stage, hand, page, business.email);
    await prove(stage, hand, page, business.phone);
    await giveHours(hand, page);
    const scripts = way.options.javaScriptEnabled ?? true;
    await addPhoto(hand, page, scripts);
    await hand.go(page.getByRole('link', { name: 'Voir la page comme le public' }), 'see the page');

    expect(new URL(page.url()).pathname).toMatch(/^\/commerce\/fournil-des-quais-\d-\d+$/);
    const shown = await page.textContent('main');
    expect(shown).toMatch(/Dimanche[^D]*7\sh\s–\S?\s19\sh\s30/);
    expect(shown).toContain('Page tenue par le commerce');
    expect(shown).not.toContain(OFFER);
    expect(await page.locator('.listing-head__cover img').getAttribute('alt')).toBe(
      'Vitrine bleue, pains ronds',
    );
    // The checker is a script itself.
    if (scripts) expect(await errorsOf(page)).toEqual([]);
    expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
    const machine = performance.now() - began;
    const person = hand.estimate(OUTSIDE) + machine;
    process.stdout.write(
      `${way.title}: ${hand.interactions} interactions, ${hand.moves} presses of Tab, ${hand.typed} characters; ` +
        `${(machine / SECOND).toFixed(1)} s of the machine, ${Math.round(person / SECOND)} s of a person\n`,
    );
    expect(hand.interactions).toBeLessThan(MAX_INTERACTIONS);
    expect(person).toBeLessThan(MAX_TIME);
    await context.close();
  });
});
