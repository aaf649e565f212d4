import { EventEmitter, once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { productInputSchema } from '@halles/contracts';
import { CatalogueModule, CatalogueService } from '@halles/domain/catalogue';
import { OrderFiguresService, OrdersModule } from '@halles/domain/orders';
import { MINUTE } from '@halles/kernel';
import { servicesOf } from '@halles/testing';
import type { BrowserContextOptions, Page, Route } from 'playwright-core';
import { Thumb } from './merchant-hand';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { LOAF, openBakery, placeOrderAt } from './order-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

/** Where pictures of the screens are kept, when somebody wants to look at them. */
const PICTURES = process.env['HALLES_PICTURES'];
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

describe('bread for tomorrow', () => {
  let stage: MerchantStage;
  let listing: number;
  let merchant: string;
  let address: string;
  const customer = 'odile@table.example';

  beforeAll(async () => {
    stage = await openMerchantStage();
    ({ listing, address, merchant } = await aBakery('paul@pain.example'));
  });
  afterAll(() => stage.close());

  const aBakery = (email: string) => openBakery(stage, email);
  const placeOrder = (id: number) => placeOrderAt(stage, id);

  const visit = async (options: BrowserContextOptions, cookie?: string) => {
    const visited = await stage.visit(FILLED, options);
    if (cookie !== undefined) {
      const [name = '', value = ''] = cookie.split('=');
      const url = stage.originOf(FILLED).replace('http:', 'https:');
      await visited.context.addCookies([{ name, value, url, secure: true, httpOnly: true }]);
    }
    return visited;
  };
  const keep = async (page: Page, name: string): Promise<void> => {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
  };
  const look = async (page: Page, name: string): Promise<void> => {
    const size = page.viewportSize() ?? PHONE.viewport;
    // As high as the page: nothing lies under what sticks to an edge of the window.
    await page.setViewportSize({ ...size, height: 6_000 });
    expect([name, await errorsOf(page)]).toEqual([name, []]);
    await page.setViewportSize(size);
    await keep(page, name);
  };
  /** Fills the basket in and orders. */
  const order = async (page: Page, name: string, shop = address): Promise<Thumb> => {
    const hand = new Thumb(page);
    await page.goto(shop);
    await hand.go(page.getByRole('link', { name: 'Commander', exact: true }), 'order');
    await look(page, `${name}-1-form`);
    await hand.fill(page.getByLabel(`Quantité : ${LOAF}`), '2', 'how many');
    const slot = page.getByLabel('Créneau de retrait');
    const words = (await slot.locator('option:not([disabled])').nth(3).textContent()) ?? '';
    await hand.choose(slot, words, 'when');
    await hand.fill(page.getByLabel('Votre nom'), 'Odile Martin', 'name');
    await hand.fill(page.getByLabel('Votre adresse électronique'), customer, 'address');
    await hand.go(page.getByRole('button', { name: 'Relire ma commande' }), 'summary');
    await page.getByText('Allergène : gluten').waitFor();
    await look(page, `${name}-2-summary`);
    await hand.go(
      page.getByRole('button', { name: 'Commande avec obligation de paiement', exact: true }),
      'order',
    );
    await look(page, `${name}-3-order`);
    return hand;
  };

  it('is ordered by a guest on a phone in twelve touches and a minute, and handed over by the baker in five', async () => {
    const guest = await visit(PHONE);
    const hand = await order(guest.page, 'phone');
    expect(hand.steps.length).toBeLessThanOrEqual(12);
    expect(hand.estimate(0)).toBeLessThanOrEqual(60_000);
    expect(await guest.page.textContent('main')).toContain('En attente de confirmation');
    await stage.mailTo('paul@pain.example', 'Nouvelle commande : Odile Martin');
    expect((await stage.mailTo(customer, 'Votre demande')).subject).toMatch(
      /^Votre demande \d{4}-\d{4} est bien arrivée/,
    );
    const own = guest.page.url();
    // Back leads to the summary, as often as one likes, and what is sent from there again is the same order.
    await guest.page.goBack();
    await guest.page.getByRole('button', { name: 'Commande avec obligation de paiement' }).tap();
    await guest.page.waitForURL('**/commande/*');
    expect(new URL(guest.page.url()).pathname).toBe(new URL(own).pathname);
    await guest.page.goBack();
    await guest.page.getByText('Allergène : gluten').waitFor();

    const baker = await visit(PHONE, merchant);
    const thumb = new Thumb(baker.page);
    await baker.page.goto(`${stage.originOf(FILLED)}/pro/commerces/${String(listing)}/commandes`);
    await look(baker.page, 'baker-1-inbox');
    // The inbox stays where it is: nothing of it is loaded anew.
    await baker.page.locator('body').evaluate((body) => body.setAttribute('data-kept', ''));
    await thumb.press(baker.page.getByRole('button', { name: 'Accepter', exact: true }), 'accept');
    await baker.page.getByText('Commande acceptée. Votre client est prévenu par courriel.').waitFor();
    await baker.page.getByRole('button', { name: 'Revenir en arrière' }).waitFor();
    await look(baker.page, 'baker-2-accepted');
    await guest.page.goto(own);
    const code = (await guest.page.locator('.receipt__code').textContent()) ?? '';
    expect(code).toMatch(/^\d{6}$/);
    await look(guest.page, 'phone-4-accepted');
    const confirmed = await stage.mailTo(customer, 'C’est confirmé');
    expect(confirmed.attachments.map(({ filename }) => filename)).toEqual([
      expect.stringMatching(/^\d{4}-\d{4}\.pdf$/),
      expect.stringMatching(/^\d{4}-\d{4}\.ics$/),
    ]);
    await thumb.press(baker.page.getByRole('button', { name: 'C’est prêt', exact: true }), 'ready');
    await baker.page.getByText('C’est noté prêt.').waitFor();
    expect(await baker.page.locator('body[data-kept]').count()).toBe(1);
    await thumb.go(baker.page.getByRole('link', { name: 'Remettre', exact: true }), 'hand over');
    await look(baker.page, 'baker-4-hand-over');
    await thumb.fill(baker.page.getByLabel('Code du client'), code, 'code');
    await thumb.go(baker.page.getByRole('button', { name: 'Remise au client', exact: true }), 'handed over');
    await baker.page.getByText('Code vérifié : commande remise.').waitFor();
    expect(new URL(baker.page.url()).pathname).toMatch(/\/commandes$/);
    expect(thumb.steps.length).toBeLessThanOrEqual(5);
    await guest.page.goto(own);
    expect(await guest.page.textContent('main')).toContain('Remise');
    expect([guest.misdeeds, baker.misdeeds]).toEqual([
      { errors: [], elsewhere: [] },
      { errors: [], elsewhere: [] },
    ]);
    await Promise.all([guest.context.close(), baker.context.close()]);
  });

  it('is told to its shop in figures, on a phone and on a wide screen', async () => {
    const bakery = await aBakery('rose@fournil.example');
    const path = `/pro/commerces/${String(bakery.listing)}/statistiques/commandes`;
    const baker = await visit(PHONE, bakery.merchant);
    await baker.page.goto(stage.originOf(FILLED) + path);
    await look(baker.page, 'figures-0-none');
    await placeOrder(bakery.listing);
    const services = await servicesOf(stage.world, [OrdersModule]);
    await services.get(OrderFiguresService).count(stage.ctx);
    await baker.page.reload();
    await baker.page.getByText('Les chiffres, semaine par semaine').tap();
    await look(baker.page, 'figures-1-phone');
    const desk = await visit({ viewport: { width: 1280, height: 800 } }, bakery.merchant);
    await desk.page.goto(`${stage.originOf(FILLED)}${path}?semaines=52`);
    await look(desk.page, 'figures-2-wide');
    expect([baker.misdeeds.errors, desk.misdeeds.errors]).toEqual([[], []]);
    await Promise.all([baker.context.close(), desk.context.close()]);
  });

  it('rings on the open page of the counter until somebody looks at it, and shows what becomes of it', async () => {
    const bakery = await aBakery('lea@fournil.example');
    const inbox = `${stage.originOf(FILLED)}/pro/commerces/${String(bakery.listing)}/commandes`;
    const counter = await visit(PHONE, bakery.merchant);
    await counter.page.goto(inbox);
    await counter.page.getByText('La page suit vos commandes en direct.').waitFor();
    await counter.page.getByRole('button', { name: 'Activer la sonnerie' }).tap();
    await counter.page.getByRole('button', { name: 'Couper la sonnerie' }).waitFor();
    const isSilent = () => counter.page.locator('order-inbox:not([data-ringing])').waitFor();
    await isSilent();
    // Gone where the page is loaded again.
    await counter.page.locator('body').evaluate((body) => body.setAttribute('data-kept', ''));

    const guest = await visit({ viewport: { width: 1280, height: 900 }, hasTouch: true });
    await order(guest.page, 'ringing', bakery.address);
    await counter.page.locator('order-inbox[data-ringing]').waitFor();
    await counter.page.getByRole('link', { name: 'Odile Martin' }).waitFor();
    expect(await counter.page.title()).toMatch(/^\(1\) Commandes/);
    await look(counter.page, 'counter-1-ringing');

    const office = await visit({ viewport: { width: 1280, height: 900 } }, bakery.merchant);
    await office.page.goto(inbox);
    await look(office.page, 'counter-2-office');
    await office.page.getByRole('link', { name: 'Odile Martin' }).click();
    await isSilent();
    await office.page.getByRole('button', { name: 'Accepter', exact: true }).click();
    await counter.page.getByText('Confirmée').first().waitFor();
    expect(await counter.page.title()).toMatch(/^Commandes/);
    expect(await counter.page.locator('body[data-kept]').count()).toBe(1);

    // What comes while the connection is away is there when it is back.
    await counter.context.setOffline(true);
    await placeOrder(bakery.listing);
    await counter.context.setOffline(false);
    await counter.page.getByRole('link', { name: 'Marc Ferrand' }).waitFor();
    await counter.page.locator('order-inbox[data-ringing]').waitFor();
    await counter.page.getByRole('button', { name: 'Refuser', exact: true }).tap();
    await counter.page.getByText('Commande refusée').waitFor();
    await Promise.all([guest.context.close(), counter.context.close(), office.context.close()]);
  });

  it('is drawn though an answer never comes, or is old when it comes, or tells of a failure', async () => {
    const bakery = await aBakery('nina@levain.example');
    const inbox = `${stage.originOf(FILLED)}/pro/commerces/${String(bakery.listing)}/commandes`;
    const waiting = (at: Page, count: number) =>
      at.locator(`:nth-match([data-waiting], ${String(count)})`).waitFor();
    const [{ context, page }, office] = [
      await visit(PHONE, bakery.merchant),
      await visit({}, bakery.merchant),
    ];
    // What takes a quarter of a minute takes a part of it.
    await context.addInitScript(`
      const [limit, later] = [AbortSignal.timeout, setTimeout];
      AbortSignal.timeout = (ms) => limit.call(AbortSignal, ms / 5);
      setTimeout = (what, ms = 0, ...values) => later(what, ms < 10_000 ? ms : ms / 20, ...values);
    `);
    for (const one of [page, office.page]) {
      await one.goto(inbox);
      await one.getByText('La page suit vos commandes en direct.').waitFor();
    }
    const hand = new EventEmitter();
    const [asked, released] = [once(hand, 'asked'), once(hand, 'released')];
    await page.route(inbox, () => undefined, { times: 1 });
    await placeOrder(bakery.listing);
    await waiting(page, 1);

    const body = await page.content();
    const old = async (route: Route): Promise<void> => {
      hand.emit('asked');
      await released;
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body });
    };
    await page.route(inbox, old, { times: 1 });
    await placeOrder(bakery.listing);
    await asked;
    await placeOrder(bakery.listing);
    await waiting(office.page, 3);
    hand.emit('released');
    await waiting(page, 3);

    await page.route(inbox, (route) => route.fulfill({ status: 503 }), { times: 1 });
    await office.page.getByRole('button', { name: 'Accepter', exact: true }).first().click();
    await page.getByText('La page suit vos commandes en direct.').waitFor();
    await page.getByText('Confirmée').waitFor();
    await Promise.all([context.close(), office.context.close()]);
  });

  it('is ordered without scripts too, by night at 320 px, and sets no cookie', async () => {
    const { context, page } = await visit({
      ...PHONE,
      viewport: { width: 320, height: 640 },
      colorScheme: 'dark',
      javaScriptEnabled: false,
    });
    await page.goto(address);
    await page.getByRole('link', { name: 'Commander', exact: true }).tap();
    await page.getByLabel('Quantité : Brioche').fill('1');
    await page.getByLabel('Créneau de retrait').selectOption({ index: 2 });
    await page.getByLabel('Votre nom').fill('Marc');
    await page.getByLabel('Votre téléphone').fill('05 56 10 10 10');
    await page.getByRole('button', { name: 'Relire ma commande' }).tap();
    await page.getByRole('button', { name: 'Commande avec obligation de paiement' }).tap();
    await page.waitForURL('**/commande/*');
    expect(await page.textContent('main')).toContain('En attente de confirmation');
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });

  it('is written with options by the baker on a phone, and ordered twice with other choices without scripts', async () => {
    const baker = await visit(PHONE, merchant);
    const products = `${stage.originOf(FILLED)}/pro/commerces/${String(listing)}/produits`;
    await baker.page.goto(products);
    await baker.page.getByLabel('Nom', { exact: true }).fill('Sandwich');
    await baker.page.getByLabel('Prix, taxes comprises').fill('5');
    await baker.page.getByText('Choix du client', { exact: true }).tap();
    await baker.page.getByLabel('Choix 1 : intitulé').fill('Pain');
    await baker.page.getByLabel('Choix 1 : combien au moins').fill('1');
    await baker.page.getByLabel('Choix 1 : la liste').fill('Blanc\nComplet ; +0,20 €');
    await baker.page.getByRole('button', { name: 'Ajouter', exact: true }).tap();
    await baker.page.getByRole('link', { name: 'Sandwich' }).tap();
    await baker.page.getByText('Choix du client', { exact: true }).tap();
    await look(baker.page, 'baker-3-options');

    for (const [width, colorScheme] of [
      [390, 'light'],
      [320, 'dark'],
      [1280, 'light'],
    ] as const) {
      const options = { ...PHONE, viewport: { width, height: 844 }, colorScheme, javaScriptEnabled: false };
      const { context, page } = await visit(options);
      const name = `options-${String(width)}`;
      await page.goto(`${address}/commander`);
      const row = page.getByRole('group', { name: 'Sandwich', exact: true });
      await row.getByLabel('Complet +0,20 €').tap();
      await row.getByLabel('Quantité : Sandwich').fill('1');
      await page.getByRole('button', { name: 'Encore un, avec d’autres choix' }).tap();
      const other = page.getByRole('group', { name: 'Sandwich, 2' });
      await other.getByLabel('Quantité : Sandwich, 2').fill('2');
      await page.getByLabel('Créneau de retrait').selectOption({ index: 12 });
      await page.getByLabel('Votre nom').fill('Marc');
      await page.getByLabel('Votre téléphone').fill('05 56 10 10 10');
      await page.getByRole('button', { name: 'Relire ma commande' }).tap();
      await page
        .getByText(/choisissez «.Pain.»/i)
        .first()
        .waitFor();
      await keep(page, `${name}-1-form`);
      await other.getByLabel('Blanc').tap();
      await page.getByRole('button', { name: 'Relire ma commande' }).tap();
      await page
        .getByText(/Complet \(\+0,20\s€\)/)
        .first()
        .waitFor();
      await keep(page, `${name}-2-summary`);
      // Once: what is sent without a proof of work is limited for a visitor.
      if (width === 320) {
        await page.getByRole('button', { name: 'Commande avec obligation de paiement' }).tap();
        await page.waitForURL('**/commande/*');
        await page
          .getByText(/Complet \(\+0,20\s€\)/)
          .first()
          .waitFor();
      }
      await context.close();
    }
    await baker.context.close();
  });

  it('is withdrawn from on the page of the order, acknowledged by mail, and refunded by the shop', async () => {
    const tin = randomUUID();
    const said = { name: 'Moule à brioche', priceCents: 1_450, section: 'Ustensiles', vat: 'standard' };
    const product = productInputSchema.parse({ ...said, withdrawal: 'right', stock: 5 });
    const services = await servicesOf(stage.world, [CatalogueModule]);
    await services.get(CatalogueService).add(stage.ctx, listing, tin, product);
    const guest = await visit(PHONE);
    const { page } = guest;
    await page.goto(`${address}/commander`);
    await page.getByLabel('Quantité : Moule à brioche').fill('1');
    await page.getByLabel('Créneau de retrait').selectOption({ index: 20 });
    await page.getByLabel('Votre nom').fill('Odile Martin');
    await page.getByLabel('Votre adresse électronique').fill('odile@moule.example');
    await page.getByRole('button', { name: 'Relire ma commande' }).tap();
    await page.getByRole('button', { name: 'Commande avec obligation de paiement' }).tap();
    await page.waitForURL('**/commande/*');
    const own = page.url();

    const baker = await visit(PHONE, merchant);
    await baker.page.goto(`${stage.originOf(FILLED)}/pro/commerces/${String(listing)}/commandes`);
    const card = baker.page.getByRole('listitem').filter({ hasText: 'Moule' });
    const order = (await card.getByRole('link').first().getAttribute('href')) ?? '';
    await card.getByRole('button', { name: 'Accepter', exact: true }).tap();
    await baker.page.getByText('Commande acceptée.').waitFor();
    await card.getByRole('link', { name: 'Remettre', exact: true }).tap();
    await baker.page.getByRole('button', { name: 'Remise sans code', exact: true }).tap();
    await baker.page.getByText('Commande remise.').waitFor();

    await page.goto(own);
    await look(page, 'withdrawal-1-order');
    await new Thumb(page).go(page.getByRole('link', { name: 'Renoncer au contrat ici' }), 'withdraw');
    await look(page, 'withdrawal-2-form');
    await page.getByRole('button', { name: 'Confirmer la rétractation', exact: true }).tap();
    await page.getByText('Rapportez ces articles avant la fin du').waitFor();
    await look(page, 'withdrawal-3-done');
    const acknowledged = await stage.mailTo('odile@moule.example', 'Votre rétractation est enregistrée');
    expect(acknowledged.text).toMatch(/Vous avez renoncé le \d+\s\S+ \d{4} à \d+\sh/);
    expect(acknowledged.text).toContain('Moule à brioche');
    const told = await stage.mailTo('paul@pain.example', 'Rétractation');
    expect(told.text).toMatch(/Rendez-lui 14,50\s€ avant la fin du/);

    await baker.page.goto(`${stage.originOf(FILLED)}/pro`);
    await baker.page.getByText('Un client a renoncé à des articles').waitFor();
    await baker.page.goto(`${stage.originOf(FILLED)}${order}`);
    await look(baker.page, 'withdrawal-4-shop');
    await baker.page.getByRole('button', { name: 'Remboursé', exact: true }).tap();
    await baker.page.getByText('Remboursement noté').first().waitFor();
    await baker.page
      .getByText(/Au client, odile@moule\.example\s: Rétractation · remis au serveur de messagerie/)
      .waitFor();
    await page.reload();
    await page.getByText('Le commerce a noté le remboursement').waitFor();
    await Promise.all([guest.context.close(), baker.context.close()]);
  });

  it('is ordered at a desk, where the pages are looked at too', async () => {
    const { context, page } = await visit({ viewport: { width: 1280, height: 900 }, hasTouch: true });
    await order(page, 'desk');
    const desk = await visit({ viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }, merchant);
    const space = `${stage.originOf(FILLED)}/pro/commerces/${String(listing)}`;
    for (const path of [
      'commandes',
      'commandes-du-jour',
      'produits',
      'commandes-reglages',
      'commandes-creneaux',
      'commandes-modes',
    ]) {
      await desk.page.goto(`${space}/${path}`);
      await look(desk.page, `desk-${path}`);
    }
    await Promise.all([context.close(), desk.context.close()]);
  });
});
