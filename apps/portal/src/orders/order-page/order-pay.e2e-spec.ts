import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs } from '@halles/testing';
import { ordersOf, type PaidOrders, paidOrdersOf, stripeEnv } from '@halles/testing/orders';
import { FakeStripe } from '@halles/testing/stripe';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';

describe('paying an order online', () => {
  let portal: Portal;
  let stripe: FakeStripe;
  let paid: PaidOrders;
  let listing: number;
  let cookie: string;
  let loaf: string;
  const space = (): string => `/pro/commerces/${String(listing)}`;
  const shop = (): string => `/commerce/x-${String(listing)}/commander`;

  beforeAll(async () => {
    stripe = await FakeStripe.open();
    portal = await openPortal({ rateLimits: GENEROUS }, stripeEnv(stripe));
    paid = paidOrdersOf(await ordersOf(portal.world), stripe);
    paid.at(new Date());
  });
  afterAll(async () => {
    await portal.close();
    await stripe.close();
  });
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
    loaf = await paid.on.aProduct(listing, { stock: 5 });
    expect((await asMerchant('/commandes-reglages', RULES)).status).toBe(303);
  });

  const read = async (path: string, signedIn = false): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, signedIn ? { headers: { cookie } } : {});
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const asMerchant = (path: string, fields: Record<string, string>) =>
    portal.post(HERE, space() + path, fields, { cookie });
  const connected = async (accepts: string): Promise<void> => {
    await asMerchant('/commandes-paiement', { do: 'connect' });
    const account = (await paid.accounts.find(portal.world.here, listing))?.account ?? '';
    stripe.complete(account);
    await asMerchant('/commandes-paiement', { do: 'check' });
    expect((await asMerchant('/commandes-paiement', { do: 'accept', accepts })).status).toBe(303);
  };
  const summarised = async () => {
    const slot = /<option value="(\d{12,14})">/.exec(await read(shop()))?.[1] ?? '';
    const fields = {
      [`q-${loaf}`]: '2',
      slot,
      name: 'Odile Martin',
      email: 'odile@example.org',
      phone: '',
      note: '',
    };
    const summary = await portal.post(HERE, shop(), fields);
    expect([summary.status, checkHtml(summary.body, 'fr')]).toEqual([200, []]);
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    return { body: summary.body, action, fields: fieldsIn(summary.body, action) };
  };

  it('is set up by who owns the page, on a page of Stripe that a page of ours leads to', async () => {
    expect(await read(`${space()}/commandes-reglages`, true)).toContain('Le paiement en ligne');
    expect(await read(`${space()}/commandes-paiement`, true)).toContain('Aucun compte n’est relié');
    const leaving = await asMerchant('/commandes-paiement', { do: 'connect' });
    expect([leaving.status, checkHtml(leaving.body, 'fr')]).toEqual([200, []]);
    expect(String(leaving.headers['refresh'])).toMatch(/^0;url=https:\/\/connect\.stripe\.com\//);
    expect(await read(`${space()}/commandes-paiement`, true)).toContain('Stripe attend encore');
    stripe.complete((await paid.accounts.find(portal.world.here, listing))?.account ?? '');
    expect(await read(`${space()}/commandes-paiement`, true)).toContain('Stripe attend encore');
    // Who comes back from Stripe reads what is true by now.
    expect(await read(`${space()}/commandes-paiement?retour=stripe`, true)).toContain(
      'Votre compte est relié',
    );
    await connected('online');
    expect(await read(`${space()}/commandes-paiement`, true)).toContain('Votre compte est relié');
    await asMerchant('/commandes-paiement', { do: 'disconnect' });
    expect(await read(`${space()}/commandes-paiement`, true)).toContain('arrêté');
    const staff = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: listing, role: 'merchant-staff' }],
    });
    const refused = await portal.ask(HERE, `${space()}/commandes-paiement`, {
      headers: { cookie: staff.cookie },
    });
    expect(refused.status).toBe(403);
  });

  it('goes from the choice to the counter, and the button says what it has to', async () => {
    await connected('both');
    const { body, action, fields } = await summarised();
    expect(body).toContain('Comment payez-vous');
    expect(body).toMatch(
      /<button class="button" type="submit">Commande avec obligation de paiement<\/button>/,
    );
    const sent = await portal.post(HERE, action, { ...fields, payment: 'online' });
    expect(sent.status).toBe(303);
    const own = String(sent.headers.location);
    const toPay = await read(own);
    expect(toPay).toContain('Payer 8,40\u00a0€ en ligne');
    expect(await read(`${space()}/commandes`, true)).not.toContain('Odile Martin');

    const leaving = await portal.post(HERE, `${own}/payer`, {});
    expect([leaving.status, checkHtml(leaving.body, 'fr')]).toEqual([200, []]);
    const url = String(leaving.headers['refresh']).replace('0;url=', '');
    expect([url.startsWith('https://checkout.stripe.com/'), leaving.body.includes(url)]).toEqual([
      true,
      true,
    ]);
    const again = await portal.post(HERE, `${own}/payer`, {});
    expect(again.headers['refresh']).toBe(leaving.headers['refresh']);
    expect(stripe.lastSession.success_url.endsWith(own)).toBe(true);

    stripe.pay(stripe.lastSession.id);
    const [{ id } = { id: '' }] = await paid.on.rowsOf<{ id: string }>(
      'SELECT id FROM customer_order WHERE listing_id = $1',
      [listing],
    );
    await paid.payments.settle(portal.world.here, id);
    expect(await read(own)).toContain('réservés sur la carte');
    const inbox = await read(`${space()}/commandes`, true);
    expect([inbox.includes('Odile Martin'), inbox.includes('Payée en ligne')]).toEqual([true, true]);
    const order = `${space()}/commandes/${id}`;
    const seen = /name="seen" value="(\d+)"/.exec(await read(order, true))?.[1] ?? '';
    expect((await portal.post(HERE, order, { seen, do: 'accept' }, { cookie })).status).toBe(303);
    await paid.payments.settle(portal.world.here, id);
    expect(await read(own)).toContain('8,40\u00a0€ par carte');
    expect(await read(order, true)).toContain('8,40\u00a0€ par carte');
    const path = `${order}/remise`;
    const shown = await read(path, true);
    expect(shown).toMatch(/name="sure"[^>]*>[^]*Elle est payée en ligne\u00a0: sans code ni nom/);
    const { sure, ...rest } = fieldsIn(shown, path);
    const unsure = { ...rest, without: 'yes' };
    expect(sure).toBe('yes');
    const refused = await portal.post(HERE, path, unsure, { cookie });
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([422, []]);
    expect(refused.body).toContain('cochez que vous savez ce que cela veut dire');
    expect((await paid.on.handling.get(portal.world.here, id)).state).toBe('accepted');
    expect((await portal.post(HERE, path, { ...unsure, sure: 'yes' }, { cookie })).status).toBe(303);
    expect([await read(order, true), await read(own)]).toEqual([
      expect.stringMatching(/Remise[^<]* · sans code</),
      expect.stringContaining('Remise, sans code'),
    ]);
    // There is nothing to pay any more.
    expect((await portal.post(HERE, `${own}/payer`, {})).status).toBe(409);
  });

  it('asks once before an order is cancelled that is paid', async () => {
    await connected('both');
    const { action, fields } = await summarised();
    const own = String((await portal.post(HERE, action, { ...fields, payment: 'online' })).headers.location);
    await portal.post(HERE, `${own}/payer`, {});
    stripe.pay(stripe.lastSession.id);
    const [{ id } = { id: '' }] = await paid.on.rowsOf<{ id: string }>(
      'SELECT id FROM customer_order WHERE listing_id = $1',
      [listing],
    );
    await paid.payments.settle(portal.world.here, id);
    const seen = /name="seen" value="(\d+)"/.exec(await read(own))?.[1] ?? '';
    const asked = await portal.post(HERE, own, { seen });
    expect([asked.status, checkHtml(asked.body, 'fr')]).toEqual([200, []]);
    expect(asked.body).toContain('la somme réservée sur votre carte est libérée');
    expect((await paid.on.handling.get(portal.world.here, id)).state).toBe('received');
    const { sure = '' } = fieldsIn(asked.body, own);
    expect((await portal.post(HERE, own, { seen, sure })).status).toBe(303);
    expect((await paid.on.handling.get(portal.world.here, id)).state).toBe('cancelled');
  });

  it('is to be paid at the counter where the card is refused, as every page says until the shop notes it', async () => {
    await connected('both');
    const { action, fields } = await summarised();
    const sent = await portal.post(HERE, action, { ...fields, payment: 'online' });
    const own = String(sent.headers.location);
    await portal.post(HERE, `${own}/payer`, {});
    stripe.pay(stripe.lastSession.id);
    const [{ id } = { id: '' }] = await paid.on.rowsOf<{ id: string }>(
      'SELECT id FROM customer_order WHERE listing_id = $1',
      [listing],
    );
    await paid.payments.settle(portal.world.here, id);
    const order = `${space()}/commandes/${id}`;
    const act = async (what: string) => {
      const seen = /name="seen" value="(\d+)"/.exec(await read(order, true))?.[1] ?? '';
      return portal.post(HERE, order, { seen, do: what }, { cookie });
    };
    expect((await act('accept')).status).toBe(303);
    stripe.failNext(/capture/, 'refused');
    await paid.payments.settle(portal.world.here, id);
    expect(await read(own)).toContain('8,40\u00a0€ restent à payer directement');
    expect(await read(`${space()}/commandes`, true)).toContain('8,40\u00a0€ à faire payer');
    const page = await read(order, true);
    expect([page.includes('faites payer 8,40'), page.includes('value="collect"')]).toEqual([true, false]);
    const handOver = await read(`${order}/remise`, true);
    expect([handOver.includes('À payer\u00a0: 8,40'), handOver.includes('J’ai encaissé 8,40')]).toEqual([
      true,
      true,
    ]);
    const seen = /name="seen" value="(\d+)"/.exec(handOver)?.[1] ?? '';
    // What the card was not charged is not paid online: nothing is to be ticked.
    expect(handOver).not.toContain('name="sure"');
    const given = { seen, code: '', reading: '', recipient: '', without: 'yes' };
    expect((await portal.post(HERE, `${order}/remise`, given, { cookie })).status).toBe(303);
    expect(await read(order, true)).toContain('C’est payé au commerce');
    expect(await read(`${space()}/ventes`, true)).toContain('Remis sans avoir été payé');
    expect((await act('counterPaid')).status).toBe(303);
    expect(await read(own)).toContain('8,40\u00a0€ payés directement au commerce');
    expect(await read(`${space()}/ventes`, true)).not.toContain('Remis sans avoir été payé');
    expect(await read(order, true)).toContain('Pas payé au commerce, en fait');
  });

  it('is told where the provider does not answer, and is asked for again', async () => {
    await connected('online');
    const { body, action, fields } = await summarised();
    expect([body.includes('Comment payez-vous'), fields['payment']]).toEqual([false, 'online']);
    const own = String((await portal.post(HERE, action, fields)).headers.location);
    stripe.failNext(/sessions/, 'broken');
    const failed = await portal.post(HERE, `${own}/payer`, {});
    expect([failed.status, failed.body.includes('ne répond pas pour le moment')]).toEqual([503, true]);
    expect(failed.body).toContain('Payer 8,40');
  });

  it('is paid directly after all where the account of the shop is closed, and its merchant reads so', async () => {
    await connected('both');
    const { action, fields } = await summarised();
    const own = String((await portal.post(HERE, action, { ...fields, payment: 'online' })).headers.location);
    stripe.lose((await paid.accounts.find(portal.world.here, listing))?.account ?? '');
    const refused = await portal.post(HERE, `${own}/payer`, {});
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([409, []]);
    expect(refused.body).toContain('Ce commerce ne prend plus de paiement en ligne');
    const { way = '' } = fieldsIn(refused.body, `${own}/payer`);
    expect(way).toBe('shop');
    expect((await portal.post(HERE, `${own}/payer`, { way })).status).toBe(303);
    expect(await read(own)).toContain('Vous payez au commerce, au retrait.');
    expect(await read(`${space()}/commandes`, true)).toContain('Odile Martin');
    expect(await read(`${space()}/commandes-paiement`, true)).toContain('Votre compte Stripe est fermé');
    expect((await summarised()).body).not.toContain('Comment payez-vous');
  });

  it('is of one order and one town', async () => {
    await connected('online');
    const { action, fields } = await summarised();
    const own = String((await portal.post(HERE, action, fields)).headers.location);
    expect((await portal.post('la-bas', `${own}/payer`, {})).status).not.toBe(200);
    expect((await portal.post(HERE, '/commande/nonsense/payer', {})).status).toBe(404);
  });

  it('is not offered where nothing is owed, nor where a card could not be held so long', async () => {
    await connected('both');
    expect((await asMerchant('/commandes-reglages', { ...RULES, kind: 'reservation' })).status).toBe(303);
    const { body } = await summarised();
    expect([body.includes('Comment payez-vous'), body.includes('Réserver sans engagement')]).toEqual([
      false,
      true,
    ]);
    expect(body).not.toContain('en ligne');
  });
});

describe('an installation without a provider', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());

  it('says nowhere a word of payment online', async () => {
    const { listing, cookie } = await aShopThatMaySell(portal);
    const space = `/pro/commerces/${String(listing)}`;
    const settings = await portal.ask(HERE, `${space}/commandes-reglages`, { headers: { cookie } });
    expect([settings.status, settings.body.includes('commandes-paiement')]).toEqual([200, false]);
    const page = await portal.ask(HERE, `${space}/commandes-paiement`, { headers: { cookie } });
    expect(page.status).toBe(404);
  });
});
