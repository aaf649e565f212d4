import { MINUTE, required } from '@halles/kernel';
import { writeListings } from '@halles/testing';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { Thumb } from './merchant-hand';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { addPhoto, giveHours, prove, signUp } from './merchant-steps';
import { probe } from './keyboard-walk';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

const SCREEN = { width: 390, height: 844 } as const;
const PHONE: BrowserContextOptions = { viewport: SCREEN, hasTouch: true, isMobile: true };

/** What was promised, from the result of a search: so many taps on links, buttons and choices, and no more. */
const MAX_TAPS = { toOwn: 8, toComplete: 23 } as const;

const WAYS = [
  { title: 'with scripts', options: PHONE, scripts: true },
  { title: 'without scripts', options: { ...PHONE, javaScriptEnabled: false }, scripts: false },
] as const;

let businesses = 0;

describe('somebody looks for their business', () => {
  let stage: MerchantStage;
  beforeAll(async () => {
    stage = await openMerchantStage();
  }, 3 * MINUTE);
  afterAll(() => stage.close());

  /** A page that somebody keeps nowhere yet, with the phone that the register knows. */
  async function aBusiness() {
    businesses += 1;
    const phone = `+3355610304${businesses}`;
    const name = `Horlogerie Bellefontaine ${businesses}`;
    const [id = 0] = await writeListings(stage.world, stage.ctx, [
      { facts: { displayName: name, category: 'jewellery', contact: { phone } } },
    ]);
    return { id, name, phone, email: `horloger-${businesses}@montres.example` };
  }

  /** Writes what makes a page complete after hours and a photo. */
  async function describeIt(hand: Thumb, page: Page): Promise<void> {
    await hand.go(page.getByRole('link', { name: /^Infor/ }).last(), 'information');
    await hand.fill(page.locator('#descriptionFr'), 'Horloger depuis 1962.', 'a description');
    await hand.go(page.getByRole('button', { name: 'Publier' }), 'publish');
  }

  it.each(WAYS)(
    '$title: from the result of a search to owning the page in eight taps, to a complete page in twenty-three',
    async ({ title, options, scripts }) => {
      const business = await aBusiness();
      const { context, page, misdeeds } = await stage.visit(FILLED, options);
      await page.goto(`${stage.originOf(FILLED)}/commerces?q=${encodeURIComponent(business.name)}`);
      const hand = new Thumb(page);
      await hand.go(page.getByRole('link', { name: business.name }).first(), 'the result');

      // Seen as the page opens: nobody scrolls for it.
      const offer = page.getByRole('link', { name: 'C’est votre commerce' });
      const box = required(await offer.boundingBox(), 'the offer');
      expect(box.y + box.height).toBeLessThanOrEqual(SCREEN.height);
      await hand.go(offer, 'it is mine');
      await signUp(stage, hand, page, business.email);
      await prove(stage, hand, page, business.phone);
      expect(new URL(page.url()).pathname).toBe(`/pro/commerces/${business.id}`);
      const toOwn = { taps: hand.taps, fields: hand.fields };
      await giveHours(hand, page);
      await addPhoto(hand, page, scripts);
      await describeIt(hand, page);
      const toComplete = { taps: hand.taps, fields: hand.fields };
      await page.goto(`${stage.originOf(FILLED)}/pro/commerces/${business.id}`);
      expect(await page.locator('.merchant-welcome').count()).toBe(0);
      process.stdout.write(`${title}: ${JSON.stringify({ toOwn, toComplete })}\n`);
      expect(toOwn.taps).toBeLessThanOrEqual(MAX_TAPS.toOwn);
      expect(toComplete.taps).toBeLessThanOrEqual(MAX_TAPS.toComplete);
      expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
      await context.close();
    },
  );

  it.each(WAYS)(
    '$title: finds it before signing in, and what was chosen is there afterwards',
    async (way) => {
      const business = await aBusiness();
      const { context, page, misdeeds } = await stage.visit(FILLED, way.options);
      await page.goto(stage.originOf(FILLED));
      const hand = new Thumb(page);
      await hand.go(page.getByRole('link', { name: 'Trouver votre commerce' }).first(), 'find my business');
      expect(new URL(page.url()).pathname).toBe('/pro/trouver');
      await hand.fill(page.locator('#q'), business.name, 'its name');
      await hand.go(page.getByRole('button', { name: 'Chercher' }), 'search');
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: SCREEN.height });
        if (!way.scripts) continue;
        expect([width, await errorsOf(page), await probe(page, 'reflow()')]).toEqual([width, [], []]);
      }
      await page.setViewportSize(SCREEN);
      expect(await context.cookies()).toEqual([]);
      const mine = page.getByRole('link', { name: `C’est mon commerce : ${business.name}` });
      await hand.go(mine, 'it is mine');
      expect(new URL(page.url()).pathname).toBe('/connexion');
      await signUp(stage, hand, page, business.email);
      expect(new URL(page.url()).pathname).toBe(`/pro/revendiquer/${business.id}`);
      await prove(stage, hand, page, business.phone);
      expect(new URL(page.url()).pathname).toBe(`/pro/commerces/${business.id}`);
      expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
      await context.close();
    },
  );
});
