import { randomUUID } from 'node:crypto';
import { GrantService, PersonalData } from '@halles/domain/accounts';
import { DAY, MINUTE, required } from '@halles/kernel';
import { createContext, SignedLinks } from '@halles/platform/tenancy';
import { anAccount } from '@halles/testing';
import {
  anOrder,
  basketOf,
  moveOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  outcomesOf,
  TEN,
} from '@halles/testing/orders';
import { orderContactLink } from './order-contact';
import { OrderContacts } from './order-contacts.service';

describe('further addresses of a shop for its orders', () => {
  let orders: OrdersWorld;
  let contacts: OrderContacts;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    contacts = orders.services.get(OrderContacts);
  });
  afterAll(() => orders.world.close());
  beforeEach(() => {
    orders.at(ORDERED_AT);
  });

  const here = () => orders.world.here;
  const list = (shop: number, ctx = here()) => contacts.list(ctx, shop);
  /** Gives a shop an address, and says yes as its reader. */
  async function aContact(shop: number, email = 'laboratoire@example.org') {
    await contacts.add(here(), shop, email, 'fr');
    const id = (await list(shop)).find((one) => one.email === email)?.id ?? '';
    await contacts.prove(here(), id);
    return id;
  }
  const order = async (shop: number, more: object = {}) =>
    orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop)), more));
  /** What is to be sent, by kind and address; null for an account. */
  const promised = async (id: string) => {
    const rows = await orders.rowsOf<{ id: string; email: string | null }>(
      `SELECT r.id, c.email FROM order_recipient r LEFT JOIN order_contact c ON c.id = r.contact_id WHERE r.order_id = $1`,
      [id],
    );
    const sent = await orders.world.installation
      .platform()
      .query<{ kind: string; ref: string }>(
        'SELECT kind, ref FROM outbox WHERE ref = ANY ($1) ORDER BY kind, ref',
        [rows.map((row) => row.id)],
      );
    return sent
      .map(({ kind, ref }) => `${kind} ${rows.find((row) => row.id === ref)?.email ?? 'account'}`)
      .sort();
  };

  it('receive nothing before their readers said yes, and then orders, cancellations and withdrawals', async () => {
    const shop = await orders.aShop();
    await contacts.add(here(), shop, 'Laboratoire@Example.org ', 'fr');
    const [asked] = await list(shop);
    expect(asked).toMatchObject({ email: 'laboratoire@example.org', provenAt: null });
    expect(await promised((await order(shop)).id)).toEqual(['order.notify-shop account']);
    await contacts.prove(here(), asked?.id ?? '');
    await contacts.prove(here(), asked?.id ?? '');
    expect((await list(shop))[0]?.provenAt).toEqual(ORDERED_AT);
    const placed = await order(shop);
    expect(await promised(placed.id)).toEqual([
      'order.notify-shop account',
      'order.notify-shop laboratoire@example.org',
    ]);
    expect((await orders.mails.list(here(), placed.id)).map(({ address }) => address)).toContain(
      'laboratoire@example.org',
    );
    await orders.handling.move(here(), moveOf(placed, { actor: 'customer' }), 'cancelled', 'customer');
    expect((await promised(placed.id)).filter((one) => one.startsWith('order.notify-cancellation'))).toEqual([
      'order.notify-cancellation account',
      'order.notify-cancellation laboratoire@example.org',
    ]);
  });

  it('are told of each once, also where the address is that of somebody who handles the orders by now', async () => {
    const shop = await orders.aShop();
    await aContact(shop, 'marie@example.org');
    const grants = [{ listingId: shop, role: 'merchant-staff' }] as const;
    const marie = await anAccount(orders.world, here(), { email: 'marie@example.org', grants });
    const { id } = await order(shop);
    expect(await promised(id)).toEqual(['order.notify-shop account', 'order.notify-shop account']);
    await expect(contacts.add(here(), shop, marie.email, 'fr')).rejects.toMatchObject({
      code: 'order-contact-known',
    });
  });

  it('are five at most, and the same one is asked anew where nobody answered', async () => {
    const shop = await orders.aShop();
    const results = [];
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f'])
      results.push(...(await Promise.allSettled([contacts.add(here(), shop, `${name}@example.org`, 'fr')])));
    expect(outcomesOf(results)).toEqual([...Array.from({ length: 5 }, () => 'done'), 'order-contacts-full']);
    orders.at(new Date(ORDERED_AT.getTime() + MINUTE));
    await contacts.add(here(), shop, 'A@example.org', 'fr');
    const all = await list(shop);
    expect(all).toHaveLength(5);
    expect(all[0]?.createdAt).toEqual(new Date(ORDERED_AT.getTime() + MINUTE));
  });

  it('are gone at one touch, with what waits to be sent there and what is known of it; another shop’s are not', async () => {
    const [shop, other] = [await orders.aShop(), await orders.aShop()];
    const id = await aContact(shop);
    const placed = await order(shop);
    const recipients = () =>
      orders.rowsOf('SELECT id FROM order_recipient WHERE order_id = $1 AND contact_id IS NOT NULL', [
        placed.id,
      ]);
    const [recipient] = (await recipients()) as { id: string }[];
    await orders.world.work.write(here(), ({ manager }) =>
      manager.query(
        `INSERT INTO mail_delivery (id, template, ref, recipient, message_id, status)
         VALUES (gen_random_uuid(), 'order-received', $1, 'laboratoire@example.org', gen_random_uuid(), 'queued')`,
        [recipient?.id],
      ),
    );
    await contacts.remove(here(), other, id);
    await contacts.remove(orders.world.there, shop, id);
    expect(await recipients()).toHaveLength(1);
    await contacts.remove(here(), shop, id);
    await contacts.remove(here(), shop, id);
    expect([await list(shop), await recipients()]).toEqual([[], []]);
    expect(await orders.handling.findByRecipient(here(), recipient?.id ?? '')).toBeNull();
    expect(
      await orders.rowsOf(`SELECT id FROM mail_delivery WHERE recipient = 'laboratoire@example.org'`),
    ).toEqual([]);
    expect(await promised((await order(shop)).id)).toEqual(['order.notify-shop account']);
  });

  it('lose no order where one is removed while it is placed', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop);
    for (let round = 0; round < 10; round += 1) {
      const id = await aContact(shop, `r${String(round)}@example.org`);
      const results = await Promise.allSettled([
        orders.place(shop, anOrder(basketOf(bread))),
        contacts.remove(here(), shop, id),
      ]);
      expect(outcomesOf(results)).toEqual(['done', 'done']);
    }
    expect(await list(shop)).toEqual([]);
  });

  it('are ended by their readers, whose link says yes for seven days', async () => {
    const shop = await orders.aShop();
    const ended = await aContact(shop);
    await contacts.add(here(), shop, 'tard@example.org', 'fr');
    const late = (await list(shop)).find(({ email }) => email === 'tard@example.org')?.id ?? '';
    const token = contacts.token(here(), late);
    const links = orders.services.get(SignedLinks);
    expect(links.read(here(), orderContactLink, token)?.id).toBe(late);
    expect(links.read(orders.world.there, orderContactLink, token)).toBeNull();
    orders.at(new Date(ORDERED_AT.getTime() + 7 * DAY));
    await contacts.prove(here(), late);
    expect([await contacts.find(here(), late), (await contacts.find(here(), ended))?.id]).toEqual([
      null,
      ended,
    ]);
    await contacts.decline(here(), ended);
    expect(await contacts.eraseBefore(here(), ORDERED_AT)).toBe(0);
    expect(await contacts.eraseBefore(here(), new Date(ORDERED_AT.getTime() + 1))).toBeGreaterThan(0);
    expect(await list(shop)).toEqual([]);
  });

  it('are not added any more by who has left the page', async () => {
    const shop = await orders.aShop();
    const [owner] = await orders.rowsOf<{ id: string }>(
      'SELECT account_id AS id FROM account_grant WHERE listing_id = $1',
      [shop],
    );
    const accountId = required(owner, 'the owner').id;
    const as = createContext(here().tenant, { kind: 'account', accountId }, randomUUID());
    await contacts.add(as, shop, 'cousin@example.org', 'fr');
    const heir = await anAccount(orders.world, here());
    const grants = orders.services.get(GrantService);
    await orders.world.work.write(here(), (tx) => grants.transferOwner(tx, shop, heir.id, ORDERED_AT));
    await expect(contacts.add(as, shop, 'cousin@example.org', 'fr')).rejects.toMatchObject({
      code: 'listing-not-found',
    });
    expect(await list(shop)).toEqual([]);
  });

  it('go with the owner who gave them, and with the account of their reader', async () => {
    const [handedOver, left, kept] = [await orders.aShop(), await orders.aShop(), await orders.aShop()];
    for (const shop of [handedOver, left, kept]) await aContact(shop, 'cousin@example.org');
    const placed = await order(handedOver, { slotFrom: TEN });
    const grants = orders.services.get(GrantService);
    const heir = await anAccount(orders.world, here());
    await orders.world.work.write(here(), (tx) => grants.transferOwner(tx, handedOver, heir.id, ORDERED_AT));
    await orders.world.work.write(here(), (tx) => grants.release(tx, left));
    expect([await list(handedOver), await list(left)]).toEqual([[], []]);
    expect((await promised(placed.id)).filter((one) => one.includes('cousin'))).toEqual([]);
    expect(await list(kept)).toHaveLength(1);

    const personal = orders.services.get(PersonalData, { strict: false });
    const cousin = await anAccount(orders.world, here(), { email: 'cousin@example.org' });
    const exported = async () =>
      (await orders.world.work.read(here(), (tx) => personal.export(tx, cousin.id)))['order-contacts'];
    expect(await exported()).toMatchObject([{ listing: kept, email: 'cousin@example.org' }]);
    await orders.world.work.write(here(), (tx) => personal.erase(tx, cousin.id, ORDERED_AT));
    expect([await exported(), await list(kept)]).toEqual([[], []]);
  });
});
