import { randomUUID } from 'node:crypto';
import { shoppingListInputSchema } from '@halles/contracts';
import { signInAs } from '@halles/testing';
import { anOrder, basketOf, openOrdersWorld, type OrdersWorld, TEN } from '@halles/testing/orders';
import { ShoppingLists } from '../lists/shopping-lists.service';
import { BlockedCustomerPersonalData } from './blocked-customer-personal-data';
import { BlockedCustomers } from './blocked-customers.service';

const REFUSED = { code: 'order-refused-online' };

describe('a customer whom a shop blocked', () => {
  let orders: OrdersWorld;
  let blocked: BlockedCustomers;
  let shop: number;
  let bread: string;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    blocked = orders.services.get(BlockedCustomers);
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    shop = await orders.aShop();
    bread = await orders.aProduct(shop, { stock: 9 });
  });

  const place = (more: object, at = shop, product = bread) =>
    orders.place(at, anOrder(basketOf(product), more));
  const block = async (more: object = {}, reason: string | null = 'Ne vient jamais') => {
    const { id } = await place(more);
    await blocked.block(orders.world.here, { listingId: shop, orderId: id }, reason);
  };

  it('orders nothing there any more, by whichever spelling of the address and by the phone alone', async () => {
    await block({ email: 'Odile.Martin@Example.org', phone: '+33612345678' });
    await expect(place({ email: 'odile.martin@example.ORG' })).rejects.toMatchObject(REFUSED);
    await expect(place({ email: null, phone: '+33612345678' })).rejects.toMatchObject(REFUSED);
    expect(await orders.stockOf(shop, bread)).toBe(8);
    await expect(place({ email: 'autre@example.org' })).resolves.toMatchObject({});
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('is entered by the shop itself all the same, and by nobody else', async () => {
    await block();
    const entered = (actor: 'merchant' | 'town') =>
      orders.placing.place(orders.world.here, shop, anOrder(basketOf(bread)), 'fr', {
        ...{ amounts: 'any', provenEmail: null },
        staff: { actor, accountId: null, overrides: [] },
      });
    await expect(entered('town')).rejects.toMatchObject(REFUSED);
    await expect(entered('merchant')).resolves.toMatchObject({});
  });

  it('sends no list there either', async () => {
    await block();
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query('UPDATE ordering_settings SET takes_lists = true WHERE listing_id = $1', [shop]),
    );
    const list = shoppingListInputSchema.parse({
      ...{ idempotencyKey: randomUUID(), kind: 'order', text: 'Deux pains', slotFrom: TEN },
      ...{ name: 'Odile', email: 'odile@example.org' },
    });
    await expect(
      orders.services.get(ShoppingLists).send(orders.world.here, shop, list, null, { locale: 'fr' }),
    ).rejects.toMatchObject(REFUSED);
  });

  it('orders elsewhere as before, and there again once the shop takes it back', async () => {
    await block();
    const other = await orders.aShop();
    await expect(place({}, other, await orders.aProduct(other))).resolves.toMatchObject({});
    const { here, there } = orders.world;
    const [listed] = await blocked.list(here, shop);
    expect(listed).toMatchObject({
      name: 'Odile Martin',
      email: 'odile@example.org',
      reason: 'Ne vient jamais',
    });
    expect(await blocked.list(here, other)).toEqual([]);
    expect(await blocked.list(there, shop)).toEqual([]);
    await blocked.unblock(here, other, listed?.id ?? '');
    await expect(place({})).rejects.toMatchObject(REFUSED);
    await blocked.unblock(here, shop, listed?.id ?? '');
    await expect(place({})).resolves.toMatchObject({});
  });

  it('is on the list once however often, and from orders of the shop alone', async () => {
    const { here } = orders.world;
    const { id } = await place({});
    const other = await orders.aShop();
    const of = (listingId: number) => blocked.block(here, { listingId, orderId: id }, null);
    await expect(of(other)).rejects.toMatchObject({ code: 'order-not-found' });
    await of(shop);
    await of(shop);
    expect(await blocked.list(here, shop)).toHaveLength(1);
  });

  it('is on the list once where two touch at once, and off it with all that is of them', async () => {
    const { here, work } = orders.world;
    const placed = [await place({}), await place({})];
    await Promise.all(placed.map(({ id }) => blocked.block(here, { listingId: shop, orderId: id }, null)));
    const [listed, ...more] = await blocked.list(here, shop);
    expect(more).toEqual([]);
    // As those of a page that was merged into this one.
    await work.write(here, ({ manager }) =>
      manager.query(
        `INSERT INTO blocked_customer (id, listing_id, name, email, phone, created_at)
         SELECT gen_random_uuid(), listing_id, name, email, phone, created_at FROM blocked_customer WHERE listing_id = $1`,
        [shop],
      ),
    );
    await blocked.unblock(here, shop, listed?.id ?? '');
    expect(await blocked.list(here, shop)).toEqual([]);
    await expect(place({})).resolves.toMatchObject({});
  });

  it('is known by their account too, whatever address they left, and in what it exports and erases', async () => {
    const { here, work } = orders.world;
    const { account } = await signInAs(orders.world, here, { email: 'compte@example.org' });
    const signedIn = (email: string) =>
      orders.placing.place(here, shop, anOrder(basketOf(bread), { email }), 'fr', {
        ...{ amounts: 'any', provenEmail: null, accountId: account.id },
      });
    const { id } = await signedIn('ailleurs@example.org');
    await blocked.block(here, { listingId: shop, orderId: id }, 'Ne vient jamais');
    await expect(signedIn('encore@example.org')).rejects.toMatchObject(REFUSED);
    const data = orders.services.get(BlockedCustomerPersonalData);
    expect(await work.read(here, (tx) => data.export(tx, account.id))).toMatchObject([
      { email: 'ailleurs@example.org', reason: 'Ne vient jamais' },
    ]);
    await work.write(here, (tx) => data.erase(tx, account.id));
    expect(await blocked.list(here, shop)).toEqual([]);
  });

  it('is forgotten after a year', async () => {
    await block();
    expect(await blocked.eraseBefore(orders.world.here, new Date('2027-12-01'))).toBeGreaterThan(0);
    expect(await blocked.list(orders.world.here, shop)).toEqual([]);
  });
});
