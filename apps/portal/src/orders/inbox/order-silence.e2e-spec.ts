import { orderSilenceLink } from '@halles/domain/orders';
import { SignedLinks } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs } from '@halles/testing';
import { anOrder, basketOf, ordersOf, type OrdersWorld } from '@halles/testing/orders';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('the page of a shop that does not answer', () => {
  let portal: Portal;
  let orders: OrdersWorld;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    orders = await ordersOf(portal.world);
  });
  afterAll(() => portal.close());

  async function asked() {
    const shop = await orders.aShop();
    const order = await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop))));
    const [recipient] = await orders.rowsOf<{ id: string }>(
      'SELECT id FROM order_recipient WHERE order_id = $1',
      [order.id],
    );
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO order_silence (listing_id, missed, last_missed_at, asked_at) VALUES ($1, 3, now(), now())`,
        [shop],
      ),
    );
    const links = new SignedLinks(portal.world.config.masterKey);
    const token = links.issue(orders.world.here, orderSilenceLink, { id: recipient?.id ?? '', serial: 0 });
    return { shop, path: `/sans-reponse/${token}` };
  }
  const isPaused = async (shop: number): Promise<boolean> =>
    ((await orders.settings.find(orders.world.here, shop))?.pausedUntil ?? null) !== null;

  it('pauses with one touch and takes up again with another; opening it does nothing', async () => {
    const { shop, path } = await asked();
    const { status, body, headers } = await portal.ask(HERE, path);
    expect([status, checkHtml(body, 'fr'), headers['set-cookie']]).toEqual([200, [], undefined]);
    for (const said of ['Êtes-vous là\u00a0?', 'Mettre en pause', 'Je suis là']) expect(body).toContain(said);
    expect(await isPaused(shop)).toBe(false);
    expect((await portal.post(HERE, path, { answer: 'pause' })).status).toBe(303);
    expect((await portal.post(HERE, path, { answer: 'pause' })).status).toBe(303);
    expect(await isPaused(shop)).toBe(true);
    expect((await portal.ask(HERE, path)).body).toContain('Reprendre les commandes');
    expect((await portal.post(HERE, path, { answer: 'here' })).status).toBe(303);
    expect(await isPaused(shop)).toBe(false);
    expect((await portal.ask(HERE, path)).body).toContain('Vos commandes sont ouvertes');
  });

  it('says that the shop is there, and asks no more', async () => {
    const { shop, path } = await asked();
    expect((await portal.post(HERE, path, { answer: 'here' })).status).toBe(303);
    expect(await isPaused(shop)).toBe(false);
    expect(await orders.rowsOf('SELECT 1 FROM order_silence WHERE listing_id = $1', [shop])).toEqual([]);
  });

  const HOME = 'Dites-le, ou mettez les commandes en pause';
  const QUESTION = 'Une pause dure 14\u00a0jours';
  /** The same with somebody of the shop who is signed in. */
  async function askedInSpace() {
    const { shop } = await asked();
    const { cookie } = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    const inbox = `/pro/commerces/${String(shop)}/commandes`;
    const read = async (path: string): Promise<string> => {
      const { status, body } = await portal.ask(HERE, path, { headers: { cookie } });
      expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
      return body;
    };
    const press = (button: string, by = cookie) => portal.post(HERE, inbox, { do: button }, { cookie: by });
    const isAsked = async () => [(await read('/pro')).includes(HOME), (await read(inbox)).includes(QUESTION)];
    return { shop, inbox, read, press, isAsked };
  }

  it('is asked on the home of its space, which leads to an inbox that has both buttons', async () => {
    const { shop, inbox, read, press, isAsked } = await askedInSpace();
    expect(await isAsked()).toEqual([true, true]);
    expect(await read('/pro')).toContain(`href="${inbox}"`);
    for (const button of ['pauseLong', 'here']) expect(await read(inbox)).toContain(`value="${button}"`);
    for (const time of [1, 2]) {
      const { status, headers } = await press('here');
      expect([time, status, headers.location]).toEqual([time, 303, `${inbox}?fait=here`]);
    }
    expect([await isAsked(), await isPaused(shop)]).toEqual([[false, false], false]);
    expect(await read(`${inbox}?fait=here`)).toContain('vous êtes là');
  });

  it('pauses from its inbox, and is not asked at once to pause and to take orders again', async () => {
    const { shop, inbox, read, press, isAsked } = await askedInSpace();
    for (const time of [1, 2]) expect([time, (await press('pauseLong')).status]).toEqual([time, 303]);
    expect([await isAsked(), await isPaused(shop)]).toEqual([[false, false], true]);
    expect(await read(inbox)).toContain('Reprendre les commandes');
    // A page that was left open: whoever says that they are there ends no pause of a colleague.
    expect((await press('here')).status).toBe(303);
    expect(await isPaused(shop)).toBe(true);
  });

  it('is not asked while the platform has paused it, nor once it takes no orders', async () => {
    const { shop, press, isAsked } = await askedInSpace();
    const set = (what: string): Promise<unknown> =>
      orders.world.work.write(orders.world.here, ({ manager }) =>
        manager.query(`UPDATE ordering_settings SET ${what} WHERE listing_id = $1`, [shop]),
      );
    await set("paused_until = now() + interval '14 days'");
    expect(await isAsked()).toEqual([false, false]);
    await set('paused_until = NULL, is_open = false');
    expect(await isAsked()).toEqual([false, false]);
    for (const button of ['pauseLong', 'here']) expect((await press(button)).status).toBe(409);
  });

  it('is answered for in its space by who handles its orders alone', async () => {
    const { shop, press } = await askedInSpace();
    const readers = { listingId: shop, role: 'merchant-staff', permissions: ['listing.read'] } as const;
    for (const [grants, status] of [
      [[], 404],
      [[readers], 403],
    ] as const) {
      const { cookie } = await signInAs(portal.world, portal.world.here, { grants: [...grants] });
      for (const button of ['pauseLong', 'here']) expect((await press(button, cookie)).status).toBe(status);
    }
    expect(await isPaused(shop)).toBe(false);
    expect(await orders.rowsOf('SELECT 1 FROM order_silence WHERE listing_id = $1', [shop])).toHaveLength(1);
  });

  it('thanks nobody for what they did not say', async () => {
    const { shop, path } = await asked();
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query('DELETE FROM order_silence WHERE listing_id = $1', [shop]),
    );
    const { body } = await portal.ask(HERE, path);
    expect([body.includes('Vos commandes sont ouvertes'), body.includes('Merci')]).toEqual([true, false]);
  });

  it('does nothing for what is no answer, no link, or a link of another territory', async () => {
    const { shop, path } = await asked();
    for (const answer of ['', 'yes', '<b>', '__proto__'])
      expect((await portal.post(HERE, path, { answer })).status).toBe(303);
    expect(await isPaused(shop)).toBe(false);
    expect((await portal.ask('autre-ville', path)).status).toBe(404);
    expect((await portal.ask(HERE, '/sans-reponse/nonsense')).status).toBe(404);
  });
});
