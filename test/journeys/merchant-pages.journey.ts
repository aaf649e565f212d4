import { randomUUID } from 'node:crypto';
import { pathTo } from '@halles/contracts';
import { MINUTE, required } from '@halles/kernel';
import { signInAs } from '@halles/testing';
import { anOrder, basketOf, ordersOf } from '@halles/testing/orders';
import type { TenantContext } from '@halles/platform/tenancy';
import { STRIPE_KEYS } from '@halles/testing/stripe';
import type { Page } from 'playwright-core';
import { type Planted, sessionFor } from '../isolation/portal-planted';
import { pathOf } from '../isolation/portal-addresses';
import { type Actor, guardedRows, publicRows } from '../isolation/portal-routes';
import { probe, walkErrors } from './keyboard-walk';
import { aSlot } from './order-pages-stage';
import { plantOn } from './planted-stage';
import { openPortalStage, type PortalStage } from './portal-stage';
import { FILLED } from './stage-directory';
import { errorsOf, type Misdeeds } from './watched-page';

jest.setTimeout(3 * MINUTE);

/**
 * What is no page: pictures, files for programs, and what leads elsewhere at once, as the forms of a claim do when read, and the
 * inbox of several shops of who keeps one, which is looked at for who keeps two.
 */
const NO_PAGE =
  /:claim\/|\.(svg|csv|xlsx|pdf|png|jpg|ics|js|webmanifest)$|\/entiere$|\/photos\/:picture$|\/fichier\/:file$|proconnect|\/pro\/agent\/|\/connexion\/code$|\/merci$|\/media\/|\/arreter$|-en-direct$|\/suivi$|\/pro\/commandes$/;

/** Pages that anybody may read and that are not in the table of `public-pages.ts`: those of accounts, links, claims and orders. */
const OF_MERCHANTS =
  /^GET \/(connexion|inscription|mot-de-passe|lien|invitation|corriger|commande|mandat|pro)\b|\/(corriger|commander)$/;

/** Pages of people who keep nothing yet. */
const OF_CLAIMANTS = /^GET \/pro\/(trouver|ajouter|revendiquer|demandes|transferts)/;

const rowOf = (route: string, who: Actor) => ({ route, who });

/** Where an agenda is opened: who has one is led to it. */
const SETUP = '/agenda-ouverture';

/** Every page of people who keep a business or want to, out of the tables that a new route has to have its row in. */
const PAGES = [
  ...guardedRows.map(({ route }) => rowOf(route, OF_CLAIMANTS.test(route) ? 'claimant' : 'owner')),
  ...publicRows.filter((route) => OF_MERCHANTS.test(route)).map((route) => rowOf(route, 'nobody')),
].filter(({ route }) => route.startsWith('GET ') && !NO_PAGE.test(route) && !route.endsWith(SETUP));

const ON_A_PHONE = { width: 390, height: 844 } as const;
/** As a phone, and as high as the page: nothing lies under what sticks to an edge of the window. */
const WHOLE = { width: 390, height: 6_000 } as const;
/** As a desktop shows it. */
const AT_A_DESK = { width: 1280, height: 900 } as const;
/** 1280 × 1024 px seen at 400 % (WCAG 2.2, 1.4.10). */
const AT_400_PERCENT = { width: 320, height: 256 } as const;

interface Visit {
  readonly page: Page;
  readonly misdeeds: Misdeeds;
}

describe('pages of people who keep a business', () => {
  let stage: PortalStage;
  let things: Planted;
  const pages = new Map<Actor, Visit>();
  let several: Visit | undefined;
  let withoutAgenda: number;

  beforeAll(async () => {
    // There is a page of online payment where the installation has a provider.
    stage = await openPortalStage({
      STRIPE_SECRET_KEY: STRIPE_KEYS.secretKey,
      STRIPE_WEBHOOK_SECRET: STRIPE_KEYS.webhookSecret,
    });
    const planted = await plantOn(stage);
    ({ things } = planted);
    for (const who of ['nobody', 'claimant', 'owner'] as const)
      pages.set(
        who,
        await visitWith(
          who === 'nobody' ? things.browser : await sessionFor(stage.world, planted.ctx, things.mark, who),
        ),
      );
    several = await visitWith(await keeperOfTwo(planted.ctx));
  });
  afterAll(() => stage.close());

  /** A browser that has a cookie. */
  async function visitWith(cookie: string): Promise<Visit> {
    const { context, page, misdeeds } = await stage.visit(FILLED);
    const [name = '', value = ''] = cookie.split('=');
    const url = stage.originOf(FILLED).replace('http:', 'https:');
    await context.addCookies([{ name, value, url, secure: true, httpOnly: true }]);
    return { page, misdeeds };
  }

  /** Somebody who answers for two shops, each of which has an order to answer and one to prepare. */
  async function keeperOfTwo(ctx: TenantContext): Promise<string> {
    const on = await ordersOf(stage.world);
    on.at(new Date());
    const shops = [await on.aShop({}, ctx), await on.aShop({}, ctx)];
    [withoutAgenda = 0] = shops;
    for (const shop of shops) {
      const bread = await on.aProduct(shop, {}, ctx);
      const order = anOrder(basketOf(bread), { slotFrom: await aSlot(on, ctx, shop) });
      await on.place(shop, order, ctx);
      const { id } = await on.place(shop, { ...order, idempotencyKey: randomUUID() }, ctx);
      const { event: seen } = await on.handling.get(ctx, id);
      const by = { actor: 'merchant', accountId: null } as const;
      await on.handling.move(ctx, { listingId: shop, orderId: id, seen, ...by }, 'accepted');
    }
    const grants = shops.map((listingId) => ({ listingId, role: 'merchant-staff' as const }));
    return (await signInAs(stage.world, ctx, { grants })).cookie;
  }

  /**
   * Looks at a page by day and by night, on a phone, at a desk and at 400 %. It is loaded once: what of ours asks for the
   * width or the colours of the window follows them, and axe takes a third of the time in a document that it knows.
   */
  async function examine({ page, misdeeds }: Visit, path: string): Promise<void> {
    await page.setViewportSize(WHOLE);
    await page.emulateMedia({ colorScheme: 'light' });
    const answer = await page.goto(stage.originOf(FILLED) + path);
    expect([answer?.status(), new URL(page.url()).pathname]).toEqual([200, path]);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await errorsOf(page)).toEqual([]);
    await page.setViewportSize(ON_A_PHONE);
    expect(await walkErrors(page)).toEqual([]);
    await page.setViewportSize(AT_A_DESK);
    expect(await probe(page, 'reflow()')).toEqual([]);
    await page.setViewportSize(AT_400_PERCENT);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await errorsOf(page)).toEqual([]);
    expect(await probe(page, 'reflow()')).toEqual([]);
    expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
  }

  it.each(['fr', 'en'] as const)(
    'the inbox of several shops, in %s: shows axe no error by day and by night, is walked through with Tab, and cuts nothing',
    async (locale) => {
      const visit = required(several, 'who keeps two shops');
      await examine(visit, pathTo('merchant.inbox', locale));
      expect(await visit.page.locator('.record-card').count()).toBe(4);
    },
  );

  it('the page that opens an agenda: shows axe no error, is walked through with Tab, and cuts nothing', async () => {
    const path = pathTo('merchant.agendaSetup', 'fr', { listing: withoutAgenda });
    await examine(required(several, 'who keeps two shops'), path);
  });

  it.each(PAGES)(
    '$route: shows axe no error by day and by night, is walked through with Tab on a phone, and cuts nothing at a desk or at 400 %',
    async ({ route, who }) => {
      const address = { route, method: 'GET', fr: route.slice('GET '.length), en: null, isPublic: false };
      // What is claimed is the business that nobody keeps.
      const asked = route.includes('/revendiquer/')
        ? { ...things, listingSlug: `x-${things.listing + 1}` }
        : things;
      await examine(required(pages.get(who), who), pathOf(address, 'fr', asked));
    },
  );
});
