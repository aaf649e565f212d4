import { randomUUID } from 'node:crypto';
import { OrderHandling, type OrderState } from '@halles/domain/orders';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';

describe('a step that is taken back after the order went on', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  let action: string;
  /** Of the order, for its customer. */
  let page: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
    const space = `/pro/commerces/${String(listing)}`;
    const bread = randomUUID();
    const loaf = { id: bread, name: 'Pain', price: '4,20', isAvailable: 'yes', vat: 'reduced' };
    await portal.post(HERE, `${space}/produits`, { ...loaf, withdrawal: 'perishable' }, { cookie });
    await portal.post(HERE, `${space}/commandes-reglages`, RULES, { cookie });
    const form = `/commerce/x-${String(listing)}/commander`;
    const { body } = await portal.ask(HERE, form);
    const slot = /<option value="(\d{12,14})">/.exec(body)?.[1] ?? '';
    const who = { name: 'Odile Martin', email: 'odile@example.org', phone: '', note: '' };
    const summary = await portal.post(HERE, form, { [`q-${bread}`]: '2', slot, ...who });
    const confirm = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const sent = await portal.post(HERE, confirm, fieldsIn(summary.body, confirm));
    page = String(sent.headers.location);
    const inbox = await portal.ask(HERE, `${space}/commandes`, { headers: { cookie } });
    action = /action="(\/pro\/commerces\/\d+\/commandes\/[0-9a-f-]{36})"/.exec(inbox.body)?.[1] ?? '';
  });

  const order = () => portal.app.get(OrderHandling).get(portal.world.here, action.slice(-36));
  const press = (button: string, seen: number, as = cookie) =>
    portal.post(HERE, action, { do: button, seen: String(seen) }, { cookie: as });
  const refused = async (seen: number, ...words: readonly string[]): Promise<void> => {
    const before = await order();
    const { status, body } = await press('undo', seen);
    expect([status, checkHtml(body, 'fr')]).toEqual([409, []]);
    const [, alert = ''] = /role="alert"([^]*?)<\/div>/.exec(body) ?? [];
    for (const one of words) expect(alert).toContain(one);
    expect(await order()).toEqual(before);
  };
  const byOther = async (...buttons: readonly string[]): Promise<void> => {
    const { cookie: other } = await signInAs(portal.world, portal.world.here, {
      name: 'Claire Dupont',
      grants: [{ listingId: listing, role: 'merchant-staff' }],
    });
    for (const button of buttons)
      expect((await press(button, (await order()).event, other)).status).toBe(303);
  };
  const byCustomer = async (to: OrderState): Promise<void> => {
    const { id, listingId, event } = await order();
    const move = { listingId, orderId: id, seen: event, actor: 'customer', accountId: null } as const;
    await portal.app.get(OrderHandling).move(portal.world.here, move, to, 'customer');
  };

  it('says what a colleague did, and how it stands', async () => {
    await press('accept', 1);
    await byOther('prepare', 'ready');
    await refused(2, 'rien n’a été fait', 'par Claire Dupont', 'État actuel\u00a0: Prête.');
  });

  it('says that its customer cancelled', async () => {
    await press('accept', 1);
    await byCustomer('cancelled');
    await refused(2, 'rien n’a été fait', 'par le client', 'État actuel\u00a0: Annulée.');
    // Nor is it taken back for them by who looks at it as it is.
    await refused(3, 'la dernière étape de cette commande ne se reprend pas');
  });

  it('says to both that it stands again, where that was its cancellation', async () => {
    for (const [seen, button] of ['accept', 'cancel', 'undo'].entries()) await press(button, seen + 1);
    const theirs = (await portal.ask(HERE, page)).body;
    expect(theirs).toContain('Votre commande est rétablie. C’est confirmé.');
    expect(theirs).toContain((await order()).code);
    const ours = (await portal.ask(HERE, action, { headers: { cookie } })).body;
    expect(ours).toMatch(/Rétablie, par [^<]+/);
    // No worker runs here: its mail is listed before one takes it.
    expect(ours).toMatch(/Au client, odile@example.org\u00a0: Rétablie[^]*?pas encore parti/);
  });

  it('is done once, whoever touches twice, and a colleague with them', async () => {
    await press('accept', 1);
    expect((await press('undo', 2)).headers.location).toContain('fait=undo');
    expect((await press('undo', 2)).headers.location).toContain('fait=undo');
    expect(await order()).toMatchObject({ state: 'received', event: 3 });
    await press('delay', 3);
    await press('accept', 3);
    await byOther('undo');
    expect((await press('undo', 4)).status).toBe(303);
    expect(await order()).toMatchObject({ state: 'received', event: 5 });
  });
});
