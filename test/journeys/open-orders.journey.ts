import { MINUTE } from '@halles/kernel';
import { signInAs } from '@halles/testing';
import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { moveOrder, openBakery, placeOrderAt } from './order-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const LIVE = 'La page suit vos commandes en direct.';

/** What takes a quarter of a minute takes a part of it. */
const inAHurry = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(`
    const later = setTimeout;
    setTimeout = (what, ms = 0, ...values) => later(what, ms < 5_000 ? ms : ms / 20, ...values);
  `);

describe('pages of orders that stay open', () => {
  let stage: MerchantStage;

  beforeAll(async () => {
    stage = await openMerchantStage();
  });
  afterAll(() => stage.close());

  const sessionOf = (cookie: string) => {
    const [name = '', value = ''] = cookie.split('=');
    const url = stage.originOf(FILLED).replace('http:', 'https:');
    return { name, value, url, secure: true, httpOnly: true };
  };
  const visit = async (options: BrowserContextOptions, cookie?: string) => {
    const visited = await stage.visit(FILLED, options);
    if (cookie !== undefined) await visited.context.addCookies([sessionOf(cookie)]);
    await inAHurry(visited.context);
    return visited;
  };
  const counter = async (bakery: { readonly listing: number; readonly merchant: string }) => {
    const visited = await visit(PHONE, bakery.merchant);
    await visited.page.goto(`${stage.originOf(FILLED)}/pro/commerces/${String(bakery.listing)}/commandes`);
    await visited.page.getByText(LIVE).waitFor();
    return visited;
  };

  it('tell the customer that it is ready without a touch, and ask no more once it is over', async () => {
    const bakery = await openBakery(stage, 'eva@attente.example');
    const { page: own, id } = await placeOrderAt(stage, bakery.listing);
    const guest = await visit(PHONE);
    const asked: string[] = [];
    guest.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await guest.page.goto(own);
    await guest.page.getByText('Cette page se met à jour toute seule.').waitFor();
    expect(await errorsOf(guest.page)).toEqual([]);
    await moveOrder(stage, bakery.listing, id, 'accepted');
    await guest.page.getByRole('status').getByText('Confirmée').waitFor();
    await guest.page.locator('.receipt__code').waitFor();
    await moveOrder(stage, bakery.listing, id, 'ready');
    await guest.page.getByText('C’est prêt : donnez ce code au retrait.').waitFor();
    await moveOrder(stage, bakery.listing, id, 'collected');
    await guest.page.getByText('tout vous a été remis').waitFor();
    const soFar = asked.length;
    await guest.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_500)));
    expect(asked).toHaveLength(soFar);
    expect(await guest.context.cookies()).toEqual([]);
    expect(guest.misdeeds).toEqual({ errors: [], elsewhere: [] });
    await guest.context.close();
  });

  it('tell the customer that nobody confirmed it, which is no step, and that it is confirmed after all', async () => {
    const bakery = await openBakery(stage, 'lea@silence.example');
    const { page: own, id } = await placeOrderAt(stage, bakery.listing);
    const { context, page } = await visit(PHONE);
    await page.goto(own);
    await page.getByText('Cette page se met à jour toute seule.').waitFor();
    await stage.world.work.write(stage.ctx, ({ manager }) =>
      manager.query(
        `INSERT INTO order_assurance (id, order_id, event, listing_id, since, alerted_at, called_at, customer_notified_at)
         VALUES (gen_random_uuid(), $1, 1, $2, now(), now(), now(), now())`,
        [id, bakery.listing],
      ),
    );
    await page.getByRole('status').getByText('Pas encore confirmée par le commerce').waitFor();
    expect(await page.textContent('.state')).toBe('Pas encore confirmée par le commerce');
    await moveOrder(stage, bakery.listing, id, 'accepted');
    await page.getByRole('status').getByText('Confirmée').waitFor();
    await context.close();
  });

  it('say without scripts to be loaded again', async () => {
    const bakery = await openBakery(stage, 'ada@attente.example');
    const { page: own } = await placeOrderAt(stage, bakery.listing);
    const { context, page } = await visit({ ...PHONE, javaScriptEnabled: false });
    await page.goto(own);
    expect(await page.textContent('main')).toContain('Rechargez cette page');
    await context.close();
  });

  it('keep what is touched without a connection, send it once there is one, and tell what was not possible any more', async () => {
    const bakery = await openBakery(stage, 'ines@hors-ligne.example');
    const [first, second] = [
      await placeOrderAt(stage, bakery.listing),
      await placeOrderAt(stage, bakery.listing),
    ];
    const { context, page } = await counter(bakery);
    const card = (id: string) => page.locator(`.record-card:has(a[href$="${id}"])`);
    await context.setOffline(true);
    for (const { id } of [first, second])
      await card(id).getByRole('button', { name: 'Accepter', exact: true }).tap();
    await page.getByText('En attente de connexion').nth(1).waitFor();
    expect(await card(first.id).getByRole('button', { name: 'Accepter' }).isDisabled()).toBe(true);
    // Kept, also where the page is left: what cannot be loaded without a connection is not tried here.
    expect(
      await page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('halles-taps'))),
    ).toBe(true);
    await moveOrder(stage, bakery.listing, second.id, 'refused');
    await context.setOffline(false);
    await card(first.id).getByText('Confirmée').waitFor();
    await page.getByText('n’est plus là où vous l’aviez laissée').waitFor();
    await page.getByText('En attente de connexion').first().waitFor({ state: 'detached' });
    expect(await card(second.id).count()).toBe(0);
    await context.close();
  });

  it('keep a delay that is touched without a connection, and the way back once it is sent', async () => {
    const bakery = await openBakery(stage, 'jean@retard.example');
    const { id } = await placeOrderAt(stage, bakery.listing);
    const { context, page } = await counter(bakery);
    const card = page.locator(`.record-card:has(a[href$="${id}"])`);
    const time = () => card.locator('.record-card__head strong').textContent();
    const before = await time();
    await context.setOffline(true);
    await card.getByText('Repousser le retrait').first().tap();
    await card.getByRole('button', { name: '+15 min' }).tap();
    await page.getByText('En attente de connexion : Repousser le retrait : +15 min').waitFor();
    expect(await card.getByRole('button', { name: '+5 min' }).isDisabled()).toBe(true);
    await context.setOffline(false);
    await page.getByText('C’est repoussé.').waitFor();
    await page.getByText('En attente de connexion').waitFor({ state: 'detached' });
    await card.locator('.record-card__head strong', { hasNotText: before ?? '' }).waitFor();
    await page.getByRole('button', { name: 'Revenir en arrière' }).tap();
    await page.getByText('Retour à l’étape précédente.').waitFor();
    expect(await time()).toBe(before);
    await context.close();
  });

  it('keep touches for who made them alone: not for the next at the counter, nor in another tab, nor after signing out', async () => {
    const bakery = await openBakery(stage, 'rose@relais.example');
    const { id } = await placeOrderAt(stage, bakery.listing);
    const { context, page } = await counter(bakery);
    const kept = () =>
      page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('halles-taps')));
    const posts: string[] = [];
    context.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.url());
    });
    const tab = await context.newPage();
    await tab.goto(stage.originOf(FILLED));
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Accepter', exact: true }).tap();
    await page.getByText('En attente de connexion').waitFor();
    const [[key = '', value = ''] = []] = await kept();
    // Dropped in another tab, it is not sent from this one.
    await tab.evaluate((name) => {
      localStorage.removeItem(name);
    }, key);
    await page.getByText('En attente de connexion').waitFor({ state: 'detached' });
    await context.setOffline(false);
    // Somebody else signs in where it was left, on the same page: it is forgotten, and not sent.
    const inbox = page.url();
    await page.goto(stage.originOf(FILLED));
    await page.evaluate(
      ([name, held]) => {
        localStorage.setItem(name, held);
      },
      [key, value] as const,
    );
    const { cookie } = await signInAs(stage.world, stage.ctx, {
      email: 'luc@relais.example',
      grants: [{ listingId: bakery.listing, role: 'merchant-staff' }],
    });
    await context.addCookies([sessionOf(cookie)]);
    await page.goto(inbox);
    await page.getByText(LIVE).waitFor();
    expect(await kept()).toEqual([]);
    // What was touched goes with who signs out, before anybody else is there.
    await page.goto(`${stage.originOf(FILLED)}/compte`);
    await page.evaluate(
      ([name, held]) => {
        localStorage.setItem(name, held);
      },
      [key, value] as const,
    );
    await page.getByRole('button', { name: 'Me déconnecter' }).tap();
    await page.getByLabel('Votre mot de passe').waitFor();
    expect(await kept()).toEqual([]);
    expect(posts.filter((url) => url.includes(id))).toEqual([]);
    await context.close();
  });

  it('do once what was sent twice, because its answer was lost', async () => {
    const bakery = await openBakery(stage, 'noe@perdu.example');
    const { id } = await placeOrderAt(stage, bakery.listing);
    const { context, page } = await counter(bakery);
    // The server does it, and the browser never hears.
    let sent = 0;
    await page.route(`**/commandes/${id}`, async (route) => {
      if (route.request().method() !== 'POST' || (sent += 1) > 1) return route.fallback();
      await moveOrder(stage, bakery.listing, id, 'accepted', bakery.accountId);
      return route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Accepter', exact: true }).tap();
    await page.getByText('Confirmée').waitFor();
    await page.getByText('En attente de connexion').waitFor({ state: 'detached' });
    expect(await page.getByText('n’est plus là où vous l’aviez laissée').count()).toBe(0);
    expect(sent).toBeGreaterThan(1);
    await context.close();
  });

  it('send once what two tabs keep, when both have a connection again at the same moment', async () => {
    const bakery = await openBakery(stage, 'ugo@onglets.example');
    const { id } = await placeOrderAt(stage, bakery.listing);
    const { context, page } = await counter(bakery);
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByText(LIVE).waitFor();
    let sent = 0;
    await context.route(`**/commandes/${id}`, async (route) => {
      if (route.request().method() === 'POST') {
        sent += 1;
        // Long enough for the other tab to begin as well.
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
      return route.fallback();
    });
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Accepter', exact: true }).tap();
    for (const tab of [page, other]) await tab.getByText('En attente de connexion').waitFor();
    await context.setOffline(false);
    for (const tab of [page, other]) {
      await tab.getByText('Confirmée').waitFor();
      await tab.getByText('En attente de connexion').waitFor({ state: 'detached' });
    }
    expect(sent).toBe(1);
    await context.close();
  });

  it('notice a connection that died in silence, and say nothing of it being live', async () => {
    const bakery = await openBakery(stage, 'max@silence.example');
    const { context, page } = await visit(PHONE, bakery.merchant);
    // A stream that opens and never says anything more, as behind a network that is gone.
    await context.addInitScript(`
      const Real = EventSource;
      let opened = 0;
      globalThis.EventSource = class extends Real {
        addEventListener(name, ...rest) { if (opened > 1 || name === 'open') super.addEventListener(name, ...rest); }
        constructor(...values) { super(...values); opened += 1; document.documentElement.setAttribute('data-streams', opened); }
      };
    `);
    await page.goto(`${stage.originOf(FILLED)}/pro/commerces/${String(bakery.listing)}/commandes`);
    await page.getByText(LIVE).waitFor();
    await page.locator('html[data-streams="2"]').waitFor();
    await page.getByText(LIVE).waitFor();
    await placeOrderAt(stage, bakery.listing);
    await page.getByRole('link', { name: 'Marc Ferrand' }).waitFor();
    await context.close();
  });

  it('close a slot and slow everything down on the baker’s phone, and the customer’s page beside it asks again', async () => {
    const bakery = await openBakery(stage, 'lou@affluence.example');
    const { context, page } = await counter(bakery);
    const guest = await visit({ ...PHONE, viewport: { width: 320, height: 640 } });
    await guest.page.goto(`${bakery.address}/commander`);
    await guest.page.getByLabel('Quantité : Brioche').fill('1');
    const slot = guest.page.getByLabel('Créneau de retrait');
    await slot.selectOption({ index: 1 });
    await guest.page.getByLabel('Votre nom').fill('Marc');
    await guest.page.getByLabel('Votre téléphone').fill('05 56 10 10 10');
    await page.getByRole('link', { name: 'Affluence, pause, créneaux' }).tap();
    await page.getByRole('button', { name: '+30 minutes' }).tap();
    await page.getByText('Affluence\u00a0: 30 minutes de plus').waitFor();
    expect(await errorsOf(page)).toEqual([]);
    await guest.page.getByRole('button', { name: 'Relire ma commande' }).tap();
    await guest.page
      .locator('#error-slot')
      .filter({ hasText: 'le commerce n’a plus le temps de préparer' })
      .waitFor();
    expect(await guest.page.getByLabel('Quantité : Brioche').inputValue()).toBe('1');
    expect(await errorsOf(guest.page)).toEqual([]);

    await page.getByRole('button', { name: 'Finir l’affluence' }).tap();
    await page.getByText('L’affluence est finie.').waitFor();
    await page
      .getByRole('button', { name: /^Fermer/ })
      .first()
      .tap();
    await page.getByText('· fermé').waitFor();
    await page.getByRole('button', { name: /^Rouvrir/ }).tap();
    await page.getByText('Créneau rouvert.').waitFor();
    await Promise.all([context.close(), guest.context.close()]);
  });
});
