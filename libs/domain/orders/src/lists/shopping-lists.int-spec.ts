import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  listAnswerSchema,
  pickupRulesSchema,
  type ShoppingListInput,
  shoppingListInputSchema,
} from '@halles/contracts';
import { HOUR, MINUTE, systemClock } from '@halles/kernel';
import { constraintOf } from '@halles/platform/database';
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
import { OrderAmendments } from '../amendments/order-amendments.service';
import type { Order } from '../order';
import { ListAnswers } from './list-answers.service';
import { OrderPersonalData } from '../order-personal-data';
import { ListPhotos } from './list-photos';
import { ShoppingLists } from './shopping-lists.service';

const HALF_PAST_TEN = TEN + 30 * MINUTE;
const APPLES = {
  name: 'Pommes, 1 kg',
  quantity: 2,
  unitCents: 350,
  vat: 'reduced',
  withdrawal: 'perishable',
  minimumAge: null,
} as const;
const PHOTO = { bytes: 5, stream: () => Readable.from([Buffer.from('photo')]) };

const aList = (more: Partial<ShoppingListInput> = {}): ShoppingListInput =>
  shoppingListInputSchema.parse({
    ...{ idempotencyKey: randomUUID(), kind: 'order', text: 'des pommes\ndu pain', slotFrom: TEN },
    ...{ name: 'Odile Martin', email: 'odile@example.org', ...more },
  });

describe('a list that a shop answers', () => {
  let orders: OrdersWorld;
  let lists: ShoppingLists;
  let answers: ListAnswers;
  let amendments: OrderAmendments;
  let photos: ListPhotos;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    lists = orders.services.get(ShoppingLists);
    photos = orders.services.get(ListPhotos);
    answers = orders.services.get(ListAnswers);
    amendments = orders.services.get(OrderAmendments);
  });
  afterAll(() => orders.world.close());
  beforeEach(() => {
    orders.at(ORDERED_AT);
  });

  const now = (id: string): Promise<Order> => orders.handling.get(orders.world.here, id);
  const seenOf = ({ id, listingId, event }: Order) => ({ orderId: id, listingId, seen: event });

  /** A shop that takes lists, and has nothing on sale. */
  async function aListShop(rules: object = {}): Promise<{ shop: number; accountId: string }> {
    const shop = await orders.aShop();
    const pickup = pickupRulesSchema.parse({ notice: 60, ...rules });
    const settings = { isOpen: true, kind: 'order', pausedUntil: null, takesLists: true, pickup } as const;
    await orders.settings.save(orders.world.here, shop, settings);
    const { id: accountId } = await anAccount(orders.world, orders.world.here, {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    return { shop, accountId };
  }
  async function sent(more: Partial<ShoppingListInput> = {}, rules: object = {}) {
    const made = await aListShop(rules);
    const { id } = await lists.send(orders.world.here, made.shop, aList(more), null, { locale: 'fr' });
    return { ...made, order: await now(id) };
  }
  const answerOf = (order: Order, accountId: string, more: object = {}) => ({
    ...seenOf(order),
    ...{ accountId, hours: 1 as const },
    ...listAnswerSchema.parse({ lines: [APPLES], slotFrom: null, message: null, ...more }),
  });
  async function answered(more: object = {}, rules: object = {}) {
    const made = await sent({}, rules);
    await answers.answer(orders.world.here, answerOf(made.order, made.accountId, more));
    return { ...made, order: await now(made.order.id) };
  }

  it('waits for the shop in its slot, owes nothing, and cannot be accepted without prices', async () => {
    const { shop, order } = await sent({ note: 'Merci' }, { capacity: { orders: 1 } });
    const { here } = orders.world;
    expect(order).toMatchObject({
      ...{ state: 'received', isList: true, totalCents: 0, items: 0, lines: [], note: 'Merci' },
      list: { text: 'des pommes\ndu pain', photoBytes: null, message: null },
    });
    await expect(lists.send(here, shop, aList(), null, { locale: 'fr' })).rejects.toMatchObject({
      code: 'slot-refused',
    });
    for (const to of ['accepted', 'ready'] as const)
      await expect(orders.handling.move(here, moveOf(order), to)).rejects.toMatchObject({
        code: to === 'accepted' ? 'shopping-list-unpriced' : 'order-moved',
      });
    // Nor does the database let it, whoever writes SQL.
    const refused = await orders.world.work
      .write(here, (tx) =>
        tx.manager.query(`UPDATE customer_order SET state = 'accepted' WHERE id = $1`, [order.id]),
      )
      .catch((error: unknown) => constraintOf(error));
    expect(refused).toBe('customer_order_total');
  });

  it('is one list however often its form is sent, with its photo', async () => {
    const { shop } = await aListShop();
    const { here } = orders.world;
    const input = aList({ text: null });
    const sendings = await Promise.all(
      [1, 2, 3].map(() => lists.send(here, shop, input, PHOTO, { locale: 'fr' })),
    );
    expect(new Set(sendings.map(({ id }) => id)).size).toBe(1);
    const order = await now(sendings[0]?.id ?? '');
    expect(order.list).toEqual({ text: null, photoBytes: 5, message: null });
    expect((await lists.photo(here, order)).bytes).toBe(5);
    await expect(
      lists.send(here, shop, { ...input, name: 'Autre' }, PHOTO, { locale: 'fr' }),
    ).rejects.toMatchObject({
      code: 'order-key-reused',
    });
  });

  it.each([
    ['nothing in it', { text: null }, 'shopping-list-empty'],
    ['a slot that is over', { slotFrom: ORDERED_AT.getTime() - HOUR }, 'slot-refused'],
    ['a slot of no calendar', { slotFrom: Number.MAX_SAFE_INTEGER }, 'slot-refused'],
    ['another promise than the shop makes', { kind: 'reservation' as const }, 'shopping-list-kind-changed'],
  ])('is refused with %s', async (_, more, code) => {
    const { shop } = await aListShop();
    await expect(
      lists.send(orders.world.here, shop, aList(more), null, { locale: 'fr' }),
    ).rejects.toMatchObject({
      code,
    });
  });

  it('is refused by a shop that takes none', async () => {
    const shop = await orders.aShop();
    await expect(lists.send(orders.world.here, shop, aList(), null, { locale: 'fr' })).rejects.toMatchObject({
      code: 'shopping-lists-closed',
    });
  });

  it('is answered with lines, those of the catalogue at its price, and agreed to: an order like any other', async () => {
    const { shop, accountId, order } = await sent();
    const { here } = orders.world;
    const loaf = await orders.aProduct(shop, { stock: 3 });
    const lines = [{ productId: loaf, quantity: 2, unitCents: null }, APPLES];
    const input = answerOf(order, accountId, { lines, message: 'Pommes du Vercors' });
    await answers.answer(here, input);
    await answers.answer(here, input);
    const asked = await now(order.id);
    expect([asked.state, asked.totalCents, asked.list?.message, asked.proposedUntil]).toEqual([
      ...['received', 0, 'Pommes du Vercors', new Date(ORDERED_AT.getTime() + HOUR)],
    ]);
    expect(await orders.stockOf(shop, loaf)).toBe(3);
    await amendments.agree(here, seenOf(asked));
    await amendments.agree(here, seenOf(asked));
    const agreed = await now(order.id);
    expect([agreed.state, agreed.totalCents, agreed.items]).toEqual(['accepted', 1_540, 4]);
    expect(agreed.lines.map(({ name, vatRate }) => [name, vatRate])).toEqual([
      ['Pain de campagne', 550],
      ['Pommes, 1 kg', 550],
    ]);
    expect(await orders.stockOf(shop, loaf)).toBe(1);
    expect(await orders.wrongStocks(shop)).toEqual([]);
    const [terms] = await orders.rowsOf<{ kept: boolean }>(
      'SELECT terms_digest IS NOT NULL AS kept FROM customer_order WHERE id = $1',
      [order.id],
    );
    expect(terms?.kept).toBe(true);
    // What it named itself is on no page of the shop.
    expect(await orders.catalogue.list(here, shop)).toHaveLength(1);
    await orders.moved(agreed, 'ready', 'collected');
  });

  it('has one answer where two of the shop answer at once', async () => {
    const { accountId, order } = await sent();
    const { here } = orders.world;
    const results = await Promise.allSettled(
      [350, 400].map((unitCents) =>
        answers.answer(here, answerOf(order, accountId, { lines: [{ ...APPLES, unitCents }] })),
      ),
    );
    expect(outcomesOf(results).sort()).toEqual(['done', 'order-moved']);
  });

  it('is agreed to or cancelled, never both', async () => {
    const { order } = await answered();
    const { here } = orders.world;
    const results = await Promise.allSettled([
      amendments.agree(here, seenOf(order)),
      orders.handling.move(here, moveOf(order, { actor: 'customer' }), 'cancelled', 'customer'),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { state, totalCents } = await now(order.id);
    expect(['accepted700', 'cancelled0']).toContain(`${state}${String(totalCents)}`);
  });

  it('is asked again where the answer changed while its page was open', async () => {
    const { order, accountId } = await answered();
    const { here } = orders.world;
    await amendments.drop(here, { ...seenOf(order), accountId });
    const dropped = await now(order.id);
    await answers.answer(here, answerOf(dropped, accountId, { lines: [{ ...APPLES, unitCents: 990 }] }));
    await expect(amendments.agree(here, seenOf(order))).rejects.toMatchObject({
      code: 'order-amendment-over',
    });
    expect((await now(order.id)).state).toBe('received');
  });

  it('moves to another slot where both say so, and asks for one where that is gone', async () => {
    const { shop, order } = await answered({ slotFrom: HALF_PAST_TEN }, { capacity: { orders: 1 } });
    const { here } = orders.world;
    expect(order.slot.from).toEqual(new Date(TEN));
    const loaf = await orders.aProduct(shop, {});
    await orders.placed(shop, anOrder(basketOf(loaf), { slotFrom: HALF_PAST_TEN }));
    await expect(amendments.agree(here, seenOf(order))).rejects.toMatchObject({ code: 'slot-refused' });
    expect((await now(order.id)).slot.from).toEqual(new Date(TEN));
    const slotFrom = HALF_PAST_TEN + 30 * MINUTE;
    await amendments.agree(here, seenOf(order), { termsDigest: null, slotFrom });
    expect((await now(order.id)).slot.from).toEqual(new Date(slotFrom));
  });

  it('is not agreed to on other terms of sale than were read', async () => {
    const { order } = await answered();
    const agreed = { termsDigest: '0'.repeat(64), slotFrom: null };
    await expect(amendments.agree(orders.world.here, seenOf(order), agreed)).rejects.toMatchObject({
      code: 'basket-changed',
    });
  });

  it.each([
    [
      'a product that is sold out',
      (loaf: string) => [{ productId: loaf, quantity: 4, unitCents: null }],
      'product',
    ],
    ['one thing on two lines', () => [APPLES, APPLES], 'twice'],
    ['a million euros and more', () => [{ ...APPLES, quantity: 999, unitCents: 10_000_000 }], 'too-large'],
  ])('is not answered with %s', async (_, linesOf, problem) => {
    const { shop, accountId, order } = await sent();
    const loaf = await orders.aProduct(shop, { stock: 3 });
    await expect(
      answers.answer(orders.world.here, answerOf(order, accountId, { lines: linesOf(loaf) })),
    ).rejects.toMatchObject({ code: 'shopping-list-answer-refused', params: { problem } });
  });

  it('ends where its customer says nothing until the end of the answer', async () => {
    const { order } = await answered();
    const { here } = orders.world;
    orders.at(new Date(ORDERED_AT.getTime() + HOUR));
    await expect(amendments.agree(here, seenOf(order))).rejects.toMatchObject({
      code: 'order-amendment-over',
    });
    expect(await amendments.lapse(here)).toBeGreaterThanOrEqual(1);
    const { state, events } = await now(order.id);
    expect([state, events.at(-1)?.actor, events.at(-1)?.reason]).toEqual(['cancelled', 'system', 'lapsed']);
  });

  it('is answered by its own shop alone', async () => {
    const { order, accountId } = await sent();
    const { shop: other } = await aListShop();
    await expect(
      answers.answer(orders.world.here, { ...answerOf(order, accountId), listingId: other }),
    ).rejects.toMatchObject({ code: 'order-not-found' });
    await expect(answers.answer(orders.world.there, answerOf(order, accountId))).rejects.toMatchObject({
      code: 'order-not-found',
    });
  });

  it('is erased with who sent it, its photo too', async () => {
    const { shop } = await aListShop();
    const { here } = orders.world;
    const { id } = await lists.send(here, shop, aList(), PHOTO, { locale: 'fr' });
    await photos.put(here, randomUUID(), PHOTO);
    expect(await photos.sweep(here, systemClock.now())).toBe(0);
    const later = new Date(systemClock.now().getTime() + 2 * HOUR);
    expect(await photos.sweep(here, later)).toBe(1);
    const { id: sender } = await anAccount(orders.world, here, { email: 'odile@example.org' });
    const exported = () =>
      orders.world.work.read(here, (tx) => orders.services.get(OrderPersonalData).export(tx, sender));
    expect(await exported()).toContainEqual(
      expect.objectContaining({ list: 'des pommes\ndu pain', hasListPhoto: true }),
    );
    await orders.handling.eraseBefore(here, new Date(TEN + 24 * HOUR));
    expect(await exported()).toEqual([]);
    expect((await now(id)).list).toBeNull();
    expect(await photos.sweep(here, later)).toBeGreaterThanOrEqual(1);
    expect(await photos.get(here, id)).toBeNull();
  });
});
