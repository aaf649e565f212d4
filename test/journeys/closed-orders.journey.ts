import { OrderHandling, OrdersModule } from '@halles/domain/orders';
import { MINUTE } from '@halles/kernel';
import { servicesOf } from '@halles/testing';
import { changedHours } from '@halles/testing/orders';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { visitSignedIn } from './merchant-visit';
import { openBakery, placeOrderAt } from './order-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const NARROW = { ...PHONE, viewport: { width: 320, height: 640 } } as const;
const LIVE = 'La page suit vos commandes en direct.';

describe('orders of a day that their shop has closed since', () => {
  let stage: MerchantStage;

  beforeAll(async () => {
    stage = await openMerchantStage();
  });
  afterAll(() => stage.close());

  const closeDayOf = async (listing: number, id: string): Promise<string> => {
    const handling = (await servicesOf(stage.world, [OrdersModule])).get(OrderHandling);
    const { slot } = await handling.get(stage.ctx, id);
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(slot.from);
    const say = await changedHours({ ...stage.world, here: stage.ctx });
    await say(listing, { exceptions: [{ from: day, until: day, spans: [] }] });
    return day;
  };
  const inboxOf = (listing: number): string =>
    `${stage.originOf(FILLED)}/pro/commerces/${String(listing)}/commandes`;

  it('are asked about where they are touched, with a connection and after one that was lost; both sides read the same', async () => {
    const bakery = await openBakery(stage, 'paul@ferme.example');
    const [kept, refused] = [
      await placeOrderAt(stage, bakery.listing),
      await placeOrderAt(stage, bakery.listing),
    ];
    const { context, page, misdeeds } = await visitSignedIn(stage, bakery.merchant, PHONE);
    await page.goto(inboxOf(bakery.listing));
    await page.getByText(LIVE).waitFor();
    await closeDayOf(bakery.listing, kept.id);
    const card = (id: string) => page.locator(`.record-card:has(a[href$="${id}"])`);
    const question = page.locator('.order-inbox__taps [data-question]');

    await card(kept.id).getByRole('button', { name: 'Accepter', exact: true }).tap();
    await question.getByText('Vous avez fermé ce jour').waitFor();
    expect(await question.getByRole('button').allTextContents()).toEqual([
      'Accepter quand même',
      expect.stringMatching(/^Proposer un autre moment\s: /),
      'Refuser\u00a0: fermé',
    ]);
    expect(await card(kept.id).getByText('En attente de confirmation').count()).toBe(1);
    // As high as the page: nothing lies under what sticks to an edge of the window.
    await page.setViewportSize({ ...PHONE.viewport, height: 4_000 });
    expect(await errorsOf(page)).toEqual([]);
    await page.setViewportSize(PHONE.viewport);
    await question.getByRole('button', { name: 'Accepter quand même' }).tap();
    await card(kept.id).getByText('Confirmée').waitFor();
    expect(await question.count()).toBe(0);

    await context.setOffline(true);
    await card(refused.id).getByRole('button', { name: 'Accepter', exact: true }).tap();
    await page.getByText('En attente de connexion').waitFor();
    await context.setOffline(false);
    await question.getByRole('button', { name: /^Refuser/ }).waitFor();
    await question.getByRole('button', { name: /^Refuser/ }).tap();
    await card(refused.id).waitFor({ state: 'detached' });

    const customer = await stage.visit(FILLED, PHONE);
    await customer.page.goto(kept.page);
    expect(await customer.page.textContent('main')).toContain('mais maintient votre commande');
    expect(await errorsOf(customer.page)).toEqual([]);
    await customer.page.goto(refused.page);
    expect(await customer.page.textContent('main')).toContain('il est fermé à cette heure-là');
    expect(misdeeds.errors).toEqual([]);
    await Promise.all([context.close(), customer.context.close()]);
  });

  it('are ended by one touch without scripts, at 320 pixels, but for what is kept', async () => {
    const bakery = await openBakery(stage, 'lea@ferme.example');
    const orders = [
      await placeOrderAt(stage, bakery.listing),
      await placeOrderAt(stage, bakery.listing),
      await placeOrderAt(stage, bakery.listing),
    ];
    const [kept] = orders;
    const day = await closeDayOf(bakery.listing, kept?.id ?? '');
    const { context, page } = await visitSignedIn(stage, bakery.merchant, {
      ...NARROW,
      javaScriptEnabled: false,
    });
    await page.goto(`${inboxOf(bakery.listing)}/${kept?.id ?? ''}`);
    await page.getByRole('button', { name: 'Accepter quand même' }).tap();
    await page.getByText('Commande acceptée.').waitFor();
    await page.goto(`${inboxOf(bakery.listing)}-du-jour?jour=${day}`);
    expect(await page.textContent('main')).toContain('2 commandes y sont attendues');
    await page.getByRole('button', { name: 'Annuler ces 2 commandes' }).tap();
    await page.getByText('2 commandes sont annulées avec le motif').waitFor();
    await page.goto(`${inboxOf(bakery.listing)}/${orders[1]?.id ?? ''}`);
    expect(await page.textContent('.state')).toBe('Refusée');
    await page.goto(`${inboxOf(bakery.listing)}/${kept?.id ?? ''}`);
    expect(await page.textContent('.state')).toBe('Confirmée');
    await context.close();
  });
});
