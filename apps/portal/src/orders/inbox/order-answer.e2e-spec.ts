import { OrderAmendments, orderAnswerLink } from '@halles/domain/orders';
import { SignedLinks } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { anAccount, GENEROUS, signInAs } from '@halles/testing';
import { anOrder, basketOf, moveOf, ordersOf, type OrdersWorld } from '@halles/testing/orders';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('answering an order by the link of its mail', () => {
  let portal: Portal;
  let orders: OrdersWorld;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    orders = await ordersOf(portal.world);
  });
  afterAll(() => portal.close());

  async function mailed(quantity = 1) {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 5 });
    const [line] = basketOf(bread);
    const order = await orders.placed(
      shop,
      anOrder([{ ...line, quantity }], { note: 'Bien cuit <b>svp</b>' }),
    );
    const [recipient] = await orders.rowsOf<{ id: string }>(
      'SELECT id FROM order_recipient WHERE order_id = $1',
      [order.id],
    );
    const token = new SignedLinks(portal.world.config.masterKey).issue(portal.world.here, orderAnswerLink, {
      id: recipient?.id ?? '',
      serial: 0,
    });
    return { shop, bread, order, token, path: `/repondre/${token}` };
  }
  const seenOn = (html: string): string => /name="seen" value="(\d+)"/.exec(html)?.[1] ?? '';

  it('shows the order, and does nothing before a button is touched', async () => {
    const { order, path } = await mailed();
    for (const method of ['GET', 'HEAD'] as const) await portal.ask(HERE, path, { method });
    const { status, body, headers } = await portal.ask(HERE, path);
    expect([status, checkHtml(body, 'fr')]).toEqual([200, []]);
    expect([headers['referrer-policy'], headers['set-cookie'], headers['cache-control']]).toEqual([
      'same-origin',
      undefined,
      expect.stringContaining('no-store'),
    ]);
    expect(headers['x-robots-tag'] ?? body).toContain('noindex');
    for (const said of [
      'Odile Martin',
      'Bien cuit &lt;b&gt;svp',
      '4,20\u00a0€',
      'Accepter',
      'Refuser\u00a0: épuisé',
    ])
      expect(body).toContain(said);
    // The link that refuses begins with what refuses.
    const refusing = (await portal.ask(HERE, `${path}?choix=refuser`)).body;
    expect(/<button class="button" [^>]*value="(\w+)"/.exec(refusing)?.[1]).toBe('refuse');
    expect((await orders.handling.get(portal.world.here, order.id)).events).toHaveLength(1);
  });

  it('answers with a button, tells who did, and is kind to who comes second', async () => {
    const { order, path, shop } = await mailed();
    const seen = seenOn((await portal.ask(HERE, path)).body);
    const sent = await portal.post(HERE, path, { seen, do: 'accept' });
    expect([sent.status, sent.headers.location]).toEqual([303, `${path}?fait=accept`]);
    const done = (await portal.ask(HERE, `${path}?fait=accept`)).body;
    for (const said of ['Commande acceptée', 'Confirmée', 'avec le lien du courriel'])
      expect(done).toContain(said);
    // No word of the customer once there is nothing to decide.
    expect(done).not.toContain('Odile Martin');
    const again = await portal.post(HERE, path, { seen, do: 'accept' });
    expect(again.status).toBe(303);
    const second = await portal.post(HERE, path, { seen, do: 'refuse' });
    expect([second.status, second.body.includes('Confirmée'), second.body.includes('do"')]).toEqual([
      409,
      true,
      false,
    ]);
    expect((await orders.handling.get(portal.world.here, order.id)).state).toBe('accepted');
    const { cookie } = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    const inbox = await portal.ask(HERE, `/pro/commerces/${String(shop)}/commandes/${order.id}`, {
      headers: { cookie },
    });
    expect(inbox.body).toContain('avec le lien du courriel');
  });

  it('says that the customer is asked, where the shop proposed a change, and still answers', async () => {
    const { order, path, shop, bread } = await mailed(3);
    const { id: accountId } = await anAccount(portal.world, portal.world.here, {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    const seen = { orderId: order.id, listingId: shop, seen: order.event };
    const substitute = null;
    await orders.services.get(OrderAmendments).propose(portal.world.here, {
      ...{ ...seen, accountId, hours: 1 },
      changes: [{ position: 1, quantity: 2, substitute }],
    });
    for (const address of [path, `${path}?choix=refuser`]) {
      const { body } = await portal.ask(HERE, address);
      expect(body).toContain('vous avez proposé un changement à votre client, qui répond avant');
      expect(body).not.toContain('votre client attend votre réponse');
    }
    const answer = { seen: seenOn((await portal.ask(HERE, path)).body), do: 'accept' };
    expect((await portal.post(HERE, path, answer)).status).toBe(303);
    expect((await orders.handling.get(portal.world.here, order.id)).state).toBe('accepted');
    expect(await orders.stockOf(shop, bread)).toBe(2);
  });

  it('says in the inbox’s words that the customer was faster', async () => {
    const { order, path } = await mailed();
    const seen = seenOn((await portal.ask(HERE, path)).body);
    await orders.handling.move(
      portal.world.here,
      moveOf(order, { actor: 'customer' }),
      'cancelled',
      'customer',
    );
    const late = await portal.post(HERE, path, { seen, do: 'accept' });
    expect(late.status).toBe(409);
    for (const said of ['Annulée', 'par le client']) expect(late.body).toContain(said);
  });

  it('is nothing elsewhere, changed, or of another kind', async () => {
    const { path, token } = await mailed();
    for (const [host, address] of [
      ['autre-ville', path],
      [HERE, `/repondre/${token.slice(0, -1)}`],
      [HERE, `/commande/${token}`],
      [HERE, '/repondre/x'],
    ] as const) {
      const { status, body } = await portal.ask(host, address);
      expect([address, status, body.includes('Odile')]).toEqual([address, 404, false]);
    }
  });

  it('is in English on its English page', async () => {
    const { token } = await mailed();
    const { status, body } = await portal.ask(HERE, `/en/answer/${token}`);
    expect([status, checkHtml(body, 'en'), body.includes('your customer awaits your answer')]).toEqual([
      200,
      [],
      true,
    ]);
  });
});
