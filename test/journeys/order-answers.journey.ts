import { randomUUID } from 'node:crypto';
import { productInputSchema } from '@halles/contracts';
import { CatalogueModule, CatalogueService } from '@halles/domain/catalogue';
import { MINUTE, required } from '@halles/kernel';
import { servicesOf } from '@halles/testing';
import type { Page } from 'playwright-core';
import { Keys, Thumb } from './merchant-hand';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { visitSignedIn } from './merchant-visit';
import { LOAF, openBakery, placeOrderAt } from './order-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const NARROW = { ...PHONE, viewport: { width: 320, height: 640 } } as const;
const SHOP = 'paul@reponses.example';
const NOTHING = { errors: [], elsewhere: [] };

describe('orders that are answered otherwise than from the inbox', () => {
  let stage: MerchantStage;
  let bakery: Awaited<ReturnType<typeof openBakery>>;

  beforeAll(async () => {
    stage = await openMerchantStage();
    bakery = await openBakery(stage, SHOP);
    const services = await servicesOf(stage.world, [CatalogueModule]);
    const catalogue = services.get(CatalogueService);
    const said = { vat: 'reduced', withdrawal: 'perishable', section: 'À emporter' };
    const tart = { ...said, name: 'Tarte aux noix', priceCents: 1_400 };
    const cheese = { ...said, name: 'Comté', priceCents: 2_490, allergens: ['milk'] };
    const add = (product: object, attributes?: { name: string; values: string[] }[]) =>
      catalogue.add(stage.ctx, bakery.listing, randomUUID(), productInputSchema.parse(product), attributes);
    await add(tart, [{ name: 'Taille', values: ['quatre parts', 'huit parts'] }]);
    await add({ ...cheese, weighing: { by: 'weight', least: 100, most: 2_000, step: 50 } });
    // Of the smaller one there is none.
    await catalogue.changeSome(stage.ctx, bakery.listing, (products) =>
      products
        .filter(({ variant }) => variant[0]?.value === 'quatre parts')
        .map((product) => ({ id: product.id, input: { ...product, stock: 0 } })),
    );
  });
  afterAll(() => stage.close());

  const inbox = (order = ''): string =>
    `${stage.originOf(FILLED)}/pro/commerces/${String(bakery.listing)}/commandes${order && `/${order}`}`;
  const textOf = async (page: Page): Promise<string> => (await page.textContent('main')) ?? '';

  /** As high as the page: nothing lies under what sticks to an edge of the window. */
  const looksRight = async (page: Page): Promise<void> => {
    await page.setViewportSize({ ...PHONE.viewport, height: 6_000 });
    expect(await errorsOf(page)).toEqual([]);
    await page.setViewportSize(PHONE.viewport);
  };

  /** The address behind some words of the newest mail with such a subject. */
  async function linkIn(address: string, subject: string, words: string): Promise<string> {
    const { text } = await stage.mailTo(address, subject);
    const [, link] = new RegExp(`${words}\\s*:\\s*(http\\S+)`).exec(text ?? '') ?? [];
    return required(link, `the link "${words}" of the mail`);
  }

  it('a variant and cheese by weight are ordered, accepted from the mail, and weighed above what was agreed to', async () => {
    const customer = 'odile@variante.example';
    const { context, page, misdeeds } = await stage.visit(FILLED, PHONE);
    const hand = new Thumb(page);
    await page.goto(bakery.address);
    await hand.go(page.getByRole('link', { name: 'Commander', exact: true }), 'order');
    const row = page.getByRole('group', { name: 'Tarte aux noix', exact: true });
    const variants = row.getByLabel('Tarte aux noix : la variante');
    const soldOut = variants.locator('option', { hasText: 'quatre parts, 14,00\u00a0€ (épuisé)' });
    expect(await soldOut.isDisabled()).toBe(true);
    await hand.choose(variants, 'huit parts, 14,00\u00a0€', 'which size');
    await hand.fill(row.getByLabel('Quantité : Tarte aux noix'), '1', 'how many');
    await hand.fill(page.getByLabel('Poids en grammes : Comté'), '350', 'how much');
    const slot = page.getByLabel('Créneau de retrait');
    const words = (await slot.locator('option:not([disabled])').nth(8).textContent()) ?? '';
    await hand.choose(slot, words, 'when');
    await hand.fill(page.getByLabel('Votre nom'), 'Odile Martin', 'name');
    await hand.fill(page.getByLabel('Votre adresse électronique'), customer, 'address');
    await looksRight(page);
    await hand.go(page.getByRole('button', { name: 'Relire ma commande' }), 'summary');
    for (const said of ['Tarte aux noix – huit parts', 'prix estimé', 'jamais plus que le maximum indiqué'])
      expect(await textOf(page)).toContain(said);
    await hand.go(page.getByRole('button', { name: 'Commande avec obligation de paiement' }), 'order');
    expect(hand.steps.length).toBeLessThanOrEqual(12);
    const own = page.url();

    const shop = await stage.visit(FILLED, PHONE);
    const thumb = new Thumb(shop.page);
    await thumb.open(await linkIn(SHOP, 'Nouvelle commande : Odile Martin', 'Accepter'), 'the link');
    expect(await textOf(shop.page)).toContain('Tarte aux noix – huit parts');
    await looksRight(shop.page);
    await thumb.go(shop.page.getByRole('button', { name: 'Accepter', exact: true }), 'accept');
    expect(await textOf(shop.page)).toContain('Commande acceptée');
    expect([thumb.steps.length, await shop.context.cookies()]).toEqual([2, []]);
    await shop.context.close();

    const baker = await visitSignedIn(stage, bakery.merchant, PHONE);
    await baker.page.goto(inbox());
    await baker.page.getByRole('link', { name: 'Odile Martin' }).tap();
    await baker.page.getByLabel('Poids : Comté').fill('402');
    await new Thumb(baker.page).go(baker.page.getByRole('button', { name: /^Enregistrer/ }), 'weigh');
    await baker.page
      .getByText('Votre client a accepté 9,59\u00a0€ au plus\u00a0: il paie 9,59\u00a0€.')
      .waitFor();
    await looksRight(baker.page);
    const known = await stage.mailTo(customer, 'Le prix de votre commande');
    expect(known.text).toMatch(/23,59\s€/);
    await page.goto(own);
    expect(await textOf(page)).toMatch(/pesé\s: 402\sg, 24,90\s€ le kilo, prix limité au maximum accepté/);
    expect(await errorsOf(page)).toEqual([]);
    expect([misdeeds, baker.misdeeds]).toEqual([NOTHING, NOTHING]);
    await Promise.all([context.close(), baker.context.close()]);
  });

  it('one is refused from the mail without scripts, and its customer hears why', async () => {
    const { page: own } = await placeOrderAt(stage, bakery.listing, { email: 'luc@refus.example' });
    const { context, page } = await stage.visit(FILLED, { ...NARROW, javaScriptEnabled: false });
    await page.goto(await linkIn(SHOP, 'Nouvelle commande : Marc Ferrand', 'Refuser'));
    await page.getByRole('button', { name: 'Refuser : épuisé' }).tap();
    await page.getByText('Commande refusée').waitFor();
    await page.goto(own);
    expect(await textOf(page)).toContain('Refusée');
    expect((await stage.mailTo('luc@refus.example', 'ne peut pas être préparée')).text).toContain(
      'Rien n’est dû',
    );
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });

  it('a part of one is proposed on a phone, and its customer agrees with keys by the link of a mail', async () => {
    const email = 'ada@propose.example';
    const { id } = await placeOrderAt(stage, bakery.listing, { email, quantity: 2 });
    const baker = await visitSignedIn(stage, bakery.merchant, PHONE);
    const thumb = new Thumb(baker.page);
    await baker.page.goto(inbox(id));
    await thumb.go(baker.page.getByRole('link', { name: 'Accepter en partie' }), 'in part');
    await thumb.fill(baker.page.getByLabel('Il y en a'), '1', 'how many there are');
    await thumb.fill(baker.page.getByLabel('À la place', { exact: true }), 'Brioche', 'what instead');
    await thumb.fill(baker.page.getByLabel('Combien à la place'), '1', 'how many of it');
    await looksRight(baker.page);
    await thumb.go(baker.page.getByRole('button', { name: 'Envoyer la proposition' }), 'propose');
    expect(thumb.steps.length).toBeLessThanOrEqual(12);
    await baker.page.getByText('Votre client est interrogé').first().waitFor();
    await looksRight(baker.page);

    const { context, page, misdeeds } = await stage.visit(FILLED);
    const keys = new Keys(page);
    await keys.open(await linkIn(email, 'un changement à accepter', 'Voir et répondre'), 'the link');
    for (const said of [`${LOAF}\u00a0: 1 au lieu de 2`, 'Brioche', 'Au lieu de 8,40\u00a0€'])
      expect(await textOf(page)).toContain(said);
    expect(await errorsOf(page)).toEqual([]);
    await keys.go(page.getByRole('button', { name: 'Commande avec obligation de paiement' }), 'agree');
    expect(keys.steps).toHaveLength(2);
    for (const said of ['Confirmée', 'Changement accepté', '10,70\u00a0€'])
      expect(await textOf(page)).toContain(said);
    await stage.mailTo(email, 'C’est confirmé');
    await stage.mailTo(SHOP, 'Proposition acceptée');
    await baker.page.reload();
    expect(await textOf(baker.page)).toContain('Changement accepté, commande confirmée, par le client');
    expect([misdeeds, baker.misdeeds]).toEqual([NOTHING, NOTHING]);
    await Promise.all([context.close(), baker.context.close()]);
  });

  it('another is declined without scripts: the order is what it was, and waits for its shop', async () => {
    const email = 'zoe@decline.example';
    const { id, page: own } = await placeOrderAt(stage, bakery.listing, { email, quantity: 2 });
    const options = { ...NARROW, javaScriptEnabled: false };
    const baker = await visitSignedIn(stage, bakery.merchant, options);
    await baker.page.goto(inbox(id));
    await baker.page.getByRole('link', { name: 'Accepter en partie' }).tap();
    await baker.page.getByLabel('Il y en a').fill('1');
    await baker.page.getByRole('button', { name: 'Envoyer la proposition' }).tap();
    await baker.page.getByText('Votre client est interrogé').first().waitFor();
    const { context, page } = await stage.visit(FILLED, options);
    await page.goto(await linkIn(email, 'un changement à accepter', 'Voir et répondre'));
    await page.getByRole('button', { name: 'Refuser le changement' }).tap();
    await page.waitForURL(own);
    for (const said of ['En attente de confirmation', '8,40\u00a0€'])
      expect(await textOf(page)).toContain(said);
    await stage.mailTo(SHOP, 'Proposition refusée');
    await baker.page.goto(inbox(id));
    await baker.page.getByRole('button', { name: 'Accepter', exact: true }).waitFor();
    await Promise.all([context.close(), baker.context.close()]);
  });

  it('one is one order, however often its button is touched', async () => {
    const { context, page } = await stage.visit(FILLED, PHONE);
    await page.goto(`${bakery.address}/commander`);
    await page.getByLabel('Quantité : Baguette').fill('1');
    await page.getByLabel('Créneau de retrait').selectOption({ index: 20 });
    await page.getByLabel('Votre nom').fill('Ines Perrin');
    await page.getByLabel('Votre adresse électronique').fill('ines@double.example');
    await page.getByRole('button', { name: 'Relire ma commande' }).tap();
    await page.getByRole('button', { name: 'Commande avec obligation de paiement' }).dblclick();
    await page.waitForURL('**/commande/*');
    const rows = await stage.world.work.read(stage.ctx, ({ manager }) =>
      manager.query("SELECT 1 FROM customer_order WHERE customer_name = 'Ines Perrin'"),
    );
    expect(rows).toHaveLength(1);
    await context.close();
  });
});
