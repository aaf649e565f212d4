import { orderLink, orderNumber } from '@halles/domain/orders';
import { SignedLinks } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs } from '@halles/testing';
import { anOrder, basketOf, ordersOf, type OrdersWorld, TEN } from '@halles/testing/orders';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const DAY = 24 * 3_600_000;

describe('accepting an order in part', () => {
  let portal: Portal;
  let orders: OrdersWorld;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    orders = await ordersOf(portal.world);
  });
  afterAll(() => portal.close());

  /** An order of next week, as the portal's clock is the machine's. */
  async function ordered() {
    const shop = await orders.aShop({ horizon: 60 });
    const loaf = await orders.aProduct(shop, { stock: 10 });
    await orders.aProduct(shop, { stock: 5, name: 'Tourte <de> seigle', priceCents: 500 });
    const [line] = basketOf(loaf);
    const weeks = Math.ceil((Date.now() - TEN) / (7 * DAY)) + 1;
    const slotFrom = TEN + weeks * 7 * DAY;
    orders.at(new Date(slotFrom - 6 * DAY));
    const order = await orders.placed(shop, anOrder([{ ...line, quantity: 3 }], { slotFrom }));
    const { cookie } = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    const token = new SignedLinks(portal.world.config.masterKey).issue(portal.world.here, orderLink, {
      id: order.id,
      serial: 0,
    });
    const inbox = `/pro/commerces/${String(shop)}/commandes/${order.id}`;
    return { shop, order, cookie, inbox, page: `/commande/${token}` };
  }
  const read = async (path: string, cookie?: string): Promise<string> => {
    const { status, body } = await portal.ask(
      HERE,
      path,
      cookie === undefined ? {} : { headers: { cookie } },
    );
    expect([path, status, checkHtml(body, path.startsWith('/en/') ? 'en' : 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const seenOn = (html: string): string => /name="seen" value="(\d+)"/.exec(html)?.[1] ?? '';
  const FIELDS = { 'keep-1': '2', 'instead-1': 'tourte <de> seigle', 'count-1': '1', hours: '2' };

  async function proposed() {
    const made = await ordered();
    const form = await read(`${made.inbox}/proposition`, made.cookie);
    expect(form).toContain('3 × Pain de campagne, 4,20\u00a0€ l’unité');
    const sent = await portal.post(
      HERE,
      `${made.inbox}/proposition`,
      { seen: seenOn(form), ...FIELDS },
      { cookie: made.cookie },
    );
    expect([sent.status, sent.headers.location]).toEqual([303, `${made.inbox}?fait=propose`]);
    return made;
  }

  it('is offered in the inbox, asked on the page of the customer, and is the order once they agreed', async () => {
    const { inbox, cookie, page, order, shop } = await proposed();
    const shown = await read(`${inbox}?fait=propose`, cookie);
    for (const said of [
      'Proposition envoyée',
      'Votre client est interrogé',
      'Pain de campagne\u00a0: 2 au lieu de 3',
    ])
      expect(shown).toContain(said);
    expect(shown).not.toContain('value="delay"');
    const list = await read(`/pro/commerces/${String(shop)}/commandes`, cookie);
    expect([list.includes('Votre client est interrogé'), list.includes('data-waiting')]).toEqual([
      true,
      false,
    ]);

    const told = await read(page);
    for (const said of ['Un changement vous est proposé', `${page}/proposition`, 'Répondez avant'])
      expect(told).toContain(said);
    const proposal = await read(`${page}/proposition`);
    for (const said of [
      'Tourte &lt;de&gt; seigle',
      '13,40\u00a0€',
      'Au lieu de 12,60\u00a0€',
      'TVA (5,5\u00a0%)',
      'Vous payez au commerce',
      orderNumber(order.number),
    ])
      expect(proposal).toContain(said);
    // A higher total is agreed to with the words of the law, and there is no other way.
    expect(proposal).toMatch(/value="agree">Commande avec obligation de paiement<\/button>/);
    expect((await orders.handling.get(portal.world.here, order.id)).totalCents).toBe(1260);

    const answer = { seen: seenOn(proposal), do: 'agree' };
    const agreed = await portal.post(HERE, `${page}/proposition`, answer);
    expect([agreed.status, agreed.headers.location]).toEqual([303, page]);
    expect((await portal.post(HERE, `${page}/proposition`, answer)).status).toBe(303);
    const after = await read(page);
    for (const said of ['Confirmée', 'Changement accepté', '13,40\u00a0€', 'Code de retrait'])
      expect(after).toContain(said);
    expect(await read(inbox, cookie)).toContain('Changement accepté, commande confirmée, par le client');
    expect(await read(`${page}/proposition`)).toContain('Vous avez accepté ce changement');
  });

  it('stays what it was where its customer declines, and the shop may take a proposal back', async () => {
    const { inbox, cookie, page, order } = await proposed();
    const proposal = await read(`${page}/proposition`);
    await portal.post(HERE, `${page}/proposition`, { seen: seenOn(proposal), do: 'decline' });
    expect(await read(`${page}/proposition`)).toContain('Vous avez refusé ce changement');
    expect((await orders.handling.get(portal.world.here, order.id)).totalCents).toBe(1260);
    const form = await read(`${inbox}/proposition`, cookie);
    await portal.post(HERE, `${inbox}/proposition`, { seen: seenOn(form), ...FIELDS }, { cookie });
    const seen = seenOn(await read(inbox, cookie));
    const dropped = await portal.post(HERE, inbox, { seen, do: 'dropProposal' }, { cookie });
    expect(dropped.headers.location).toBe(`${inbox}?fait=dropProposal`);
    const late = await portal.post(HERE, `${page}/proposition`, { seen, do: 'agree' });
    expect([late.status, late.body.includes('cette proposition ne vaut plus')]).toEqual([409, true]);
  });

  it('says at the field what is wrong, and keeps what was typed', async () => {
    const { inbox, cookie } = await ordered();
    for (const [fields, said] of [
      [{ 'keep-1': '4' }, 'Écrivez un nombre, 3 au plus.'],
      [{ 'keep-1': '-1' }, 'Écrivez un nombre, 3 au plus.'],
      [{ 'keep-1': '3' }, 'C’est ce qui a été commandé'],
      [{ 'instead-1': 'Croissant <b>' }, 'Choisissez un de vos produits'],
      [{ 'count-1': '0' }, 'Écrivez un nombre, 1 au moins.'],
      [{ 'count-1': '9' }, 'Rien n’a été proposé'],
      [{ hours: '99' }, 'Choisissez un délai.'],
      [{ 'keep-1': '0', 'instead-1': '' }, 'il ne reste aucun article'],
      [{ 'keep-1': '3', 'instead-1': '' }, 'c’est ce que votre client a commandé'],
    ] as const) {
      const { status, body } = await portal.post(
        HERE,
        `${inbox}/proposition`,
        { seen: '1', ...FIELDS, ...fields },
        { cookie },
      );
      expect([fields, status, body.includes(said), checkHtml(body, 'fr')]).toEqual([fields, 422, true, []]);
    }
  });

  it('speaks English on its English pages', async () => {
    const { page, inbox, cookie } = await proposed();
    const english = page.replace('/commande/', '/en/order/');
    expect(await read(`${english}/proposal`)).toContain('Order with obligation to pay');
    expect(await read(english)).toContain('A change is proposed to you');
    const pro = inbox.replace('/pro/commerces/', '/en/pro/businesses/').replace('/commandes/', '/orders/');
    expect(await read(pro, cookie)).toContain('Your customer was asked');
  });
});
