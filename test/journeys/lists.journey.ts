import { mkdirSync } from 'node:fs';
import { MINUTE, required } from '@halles/kernel';
import type { Page } from 'playwright-core';
import { Thumb } from './merchant-hand';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { visitSignedIn } from './merchant-visit';
import { openGreengrocer } from './order-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

/** Where pictures of the screens are kept, when somebody wants to look at them. */
const PICTURES = process.env['HALLES_PICTURES'];
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const NOTHING = { errors: [], elsewhere: [] };
const SHOP = 'nadia@primeur.example';
const CUSTOMER = 'odile@liste.example';

describe('an order with a list, from the kitchen table to the counter', () => {
  let stage: MerchantStage;
  let shop: Awaited<ReturnType<typeof openGreengrocer>>;

  beforeAll(async () => {
    stage = await openMerchantStage();
    shop = await openGreengrocer(stage, SHOP);
  });
  afterAll(() => stage.close());

  const textOf = async (page: Page): Promise<string> => (await page.textContent('main')) ?? '';

  const look = async (page: Page, name: string): Promise<void> => {
    // As high as the page: nothing lies under what sticks to an edge of the window.
    await page.setViewportSize({ ...PHONE.viewport, height: 6_000 });
    expect([name, await errorsOf(page)]).toEqual([name, []]);
    await page.setViewportSize(PHONE.viewport);
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
  };

  async function linkIn(address: string, subject: string, words: string): Promise<string> {
    const { text } = await stage.mailTo(address, subject);
    const [, link] = new RegExp(`${words}\\s*:\\s*(http\\S+)`).exec(text ?? '') ?? [];
    return required(link, `the link "${words}" of the mail`);
  }

  it('is written by a guest, answered with prices, agreed to and handed over, each on a phone', async () => {
    const guest = await stage.visit(FILLED, PHONE);
    const hand = new Thumb(guest.page);
    await guest.page.goto(`${stage.originOf(FILLED)}/commerces?q=primeur&avec=orders`);
    await look(guest.page, 'list-1-results');
    await hand.go(guest.page.getByRole('link', { name: /^Commander/ }).first(), 'order');
    await look(guest.page, 'list-2-form');
    await hand.fill(guest.page.getByLabel('Ce qu’il vous faut'), '1 kg de pommes\nDu persil', 'the list');
    const slot = guest.page.getByLabel('Quand souhaitez-vous passer ?');
    const words = (await slot.locator('option').nth(12).textContent()) ?? '';
    await hand.choose(slot, words, 'when');
    await hand.fill(guest.page.getByLabel('Votre nom'), 'Odile Martin', 'name');
    await hand.fill(guest.page.getByLabel('Votre adresse électronique'), CUSTOMER, 'address');
    await hand.go(guest.page.getByRole('button', { name: 'Envoyer ma liste' }), 'send');
    expect(hand.steps.length).toBeLessThanOrEqual(10);
    const own = guest.page.url();
    for (const said of ['1 kg de pommes', 'Du persil', 'Rien n’est dû'])
      expect(await textOf(guest.page)).toContain(said);
    await look(guest.page, 'list-3-sent');

    const { context, page, misdeeds } = await visitSignedIn(stage, shop.merchant, PHONE);
    const thumb = new Thumb(page);
    await page.goto(`${stage.originOf(FILLED)}/pro/commerces/${String(shop.listing)}/commandes`);
    await look(page, 'list-4-inbox');
    await thumb.go(page.getByRole('link', { name: 'Répondre à la liste' }), 'answer');
    await look(page, 'list-5-answer');
    const row = page.getByRole('group', { name: 'Ligne 1', exact: true });
    // The form has the lines of the list already.
    const article = row.getByLabel('Article, ou un de vos produits');
    expect(await article.inputValue()).toBe('1 kg de pommes');
    await thumb.fill(article, 'Pommes du Périgord, 1 kg', 'what');
    await thumb.fill(row.getByLabel('Quantité'), '2', 'how many');
    await thumb.fill(row.getByLabel('Prix unitaire TTC, en euros'), '3,50', 'price');
    const second = page.getByRole('group', { name: 'Ligne 2', exact: true });
    await thumb.fill(second.getByLabel('Article, ou un de vos produits'), '', 'not there');
    await thumb.fill(page.getByLabel('Un mot pour votre client'), 'Il n’y a plus de persil.', 'a word');
    await thumb.go(page.getByRole('button', { name: 'Envoyer la réponse' }).last(), 'send');
    expect(thumb.steps.length).toBeLessThanOrEqual(8);
    await page.getByText('Réponse envoyée').first().waitFor();
    await look(page, 'list-6-answered');

    await guest.page.goto(await linkIn(CUSTOMER, 'un prix vous est proposé', 'Voir et répondre'));
    for (const said of ['Pommes du Périgord, 1 kg', '7,00\u00a0€', 'Il n’y a plus de persil.'])
      expect(await textOf(guest.page)).toContain(said);
    await look(guest.page, 'list-7-proposal');
    const agree = guest.page.getByRole('button', { name: 'Commande avec obligation de paiement' });
    await hand.go(agree, 'agree');
    expect(guest.page.url()).toBe(own);
    expect(await textOf(guest.page)).toContain('Confirmée');
    await look(guest.page, 'list-8-agreed');

    await page.reload();
    await look(page, 'list-9-order');
    await thumb.go(page.getByRole('button', { name: 'C’est prêt', exact: true }), 'ready');
    await thumb.go(page.getByRole('button', { name: 'Remise sans code', exact: true }), 'hand over');
    await guest.page.goto(own);
    expect(await textOf(guest.page)).toContain('Remise');
    await look(guest.page, 'list-10-collected');
    expect([guest.misdeeds, misdeeds, await guest.context.cookies()]).toEqual([NOTHING, NOTHING, []]);
    await Promise.all([context.close(), guest.context.close()]);
  });
});
