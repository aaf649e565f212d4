import { orderLink } from '@halles/domain/orders';
import { SignedLinks } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs } from '@halles/testing';
import { anOrder, ordersOf, type OrdersWorld, TEN } from '@halles/testing/orders';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const ELSEWHERE = 'autre-ville';
const DAY = 24 * 3_600_000;
const CUT = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;

const plain = (html: string): string => html.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('a weight beyond what its customer agreed to, on the portal', () => {
  let portal: Portal;
  let orders: OrdersWorld;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    orders = await ordersOf(portal.world);
  });
  afterAll(() => portal.close());

  /** An accepted order of next week, as the portal's clock is the machine's: 350 g of beef, 9.59 at most, and a loaf. */
  async function accepted() {
    const shop = await orders.aShop({ horizon: 60 });
    const beef = await orders.aProduct(shop, { name: 'Rumsteck', priceCents: 2_490, weighing: CUT });
    const bread = await orders.aProduct(shop);
    const weeks = Math.ceil((Date.now() - TEN) / (7 * DAY)) + 1;
    const slotFrom = TEN + weeks * 7 * DAY;
    orders.at(new Date(slotFrom - 6 * DAY));
    const lines = [
      { productId: beef, quantity: 1, unitCents: 2_490, weight: { by: 'weight', grams: 350 } },
      { productId: bread, quantity: 1, unitCents: 420 },
    ];
    const order = await orders.moved(await orders.placed(shop, anOrder(lines, { slotFrom })), 'accepted');
    const { cookie } = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    const token = new SignedLinks(portal.world.config.masterKey).issue(portal.world.here, orderLink, {
      id: order.id,
      serial: 0,
    });
    const inbox = `/pro/commerces/${String(shop)}/commandes/${order.id}`;
    return { order, cookie, inbox, page: `/commande/${token}` };
  }
  const read = async (path: string, cookie?: string): Promise<string> => {
    const { status, body } = await portal.ask(
      HERE,
      path,
      cookie === undefined ? {} : { headers: { cookie } },
    );
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return plain(body);
  };
  const seenOn = (html: string): string => /name="seen" value="(\d+)"/.exec(html)?.[1] ?? '';

  async function asked(refusal: string) {
    const made = await accepted();
    const form = await read(made.inbox, made.cookie);
    for (const words of ['Plus lourd que convenu', 'Demander à votre client', 'S’il refuse'])
      expect(form).toContain(words);
    const fields = { seen: seenOn(form), do: 'askWeight', 'weight-1': '402 g', refusal, hours: '2' };
    const sent = await portal.post(HERE, made.inbox, fields, { cookie: made.cookie });
    expect([sent.status, sent.headers.location]).toEqual([303, `${made.inbox}?fait=propose`]);
    return { ...made, fields };
  }

  it('is asked from the form of the scales, and charged once its customer agreed', async () => {
    const { inbox, cookie, page, fields } = await asked('agreed-price');
    const waiting = await read(inbox, cookie);
    for (const words of [
      'Votre client est interrogé',
      'Rumsteck : pesé 402 g, 10,01 € au lieu de 9,59 € au plus',
      'Retirer la proposition',
    ])
      expect(waiting).toContain(words);
    for (const button of ['weigh', 'prepare', 'delay', 'undo'])
      expect(waiting).not.toContain(`value="${button}"`);

    expect(waiting).toMatch(/class="button button--quiet"[^>]* value="cancel"/);

    expect(await read(page)).toContain('La pesée dépasse le prix maximum que vous avez accepté');
    const question = await read(`${page}/proposition`);
    for (const words of [
      'Rumsteck : pesé 402 g, 10,01 € au lieu de 9,59 € au plus',
      'Au lieu de 13,79 € au plus.',
      '14,21 €',
      'Garder au prix convenu',
      'vous payez le maximum convenu pour ce qui a été pesé : 13,79 € en tout',
    ])
      expect(question).toContain(words);
    expect(question).toMatch(/value="agree">Commande avec obligation de paiement<\/button>/);

    const answer = { seen: seenOn(question), do: 'agree' };
    expect((await portal.post(ELSEWHERE, `${page}/proposition`, answer)).status).toBe(404);
    expect((await portal.post(HERE, `${page}/proposition`, answer)).status).toBe(303);
    const paid = await read(page);
    for (const words of ['14,21 €', 'pesé : 402 g', 'Nouveau prix accepté']) expect(paid).toContain(words);
    const ready = await read(inbox, cookie);
    expect(ready).toContain('value="ready"');
    expect(ready).not.toContain('Votre client a accepté 9,59');
    const late = await portal.post(HERE, inbox, fields, { cookie });
    expect(late.status).toBe(409);
  });

  it('is taken out where its customer declines, and their shop offered nothing else', async () => {
    const { inbox, cookie, page } = await asked('removed');
    const question = await read(`${page}/proposition`);
    expect(question).toContain('Retirer cet article');
    expect(question).not.toContain('Garder au prix convenu');
    const answer = { seen: seenOn(question), do: 'decline' };
    expect((await portal.post(HERE, `${page}/proposition`, answer)).status).toBe(303);
    const left = await read(page);
    expect([left.includes('Rumsteck'), left.includes('Nouveau prix refusé')]).toEqual([false, true]);
    expect(await read(`${page}/proposition`)).toContain('Vous avez refusé le nouveau prix');
    expect(await read(inbox, cookie)).toContain('value="ready"');
  });

  it('is no question within what was agreed upon, nor without a weight', async () => {
    const { inbox, cookie } = await accepted();
    const seen = seenOn(await read(inbox, cookie));
    const fields = { seen, do: 'askWeight', 'weight-1': '360' };
    const light = await portal.post(HERE, inbox, fields, { cookie });
    expect([light.status, plain(light.body).includes('aucun poids ne dépasse')]).toEqual([422, true]);
    const empty = await portal.post(HERE, inbox, { ...fields, 'weight-1': '' }, { cookie });
    expect([empty.status, empty.body.includes('Écrivez le poids d’au moins un article.')]).toEqual([
      422,
      true,
    ]);
  });
});
