import { randomUUID } from 'node:crypto';
import { DomainError, MINUTE } from '@halles/kernel';
import { anAccount, seededRandom } from '@halles/testing';
import { anOrder, moveOf, openOrdersWorld, ORDERED_AT, type OrdersWorld } from '@halles/testing/orders';
import { OrderAmendments } from '../amendments/order-amendments.service';
import type { Order } from '../order';
import { OrderWeighing } from '../order-weighing.service';
import { isAwaited, isWorkedOn, ORDER_STATES, type OrderReason, type OrderState } from '../order-state';
import { Sales } from '../sales/sales.service';
import { ORDER_OUTCOMES } from './order-figures';
import { OrderFiguresService } from './order-figures.service';

const CUT = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;
const PLACE = { timeZone: 'Europe/Paris', department: '33' };
const EVERY_FIGURE = [
  ...ORDER_OUTCOMES,
  ...['placed', 'accepted', 'in-time', 'late', 'answer', 'pickup', 'missing'],
  ...['sales', 'sold-cents', 'sold', 'sold-grams', 'returns', 'returned-cents'],
];

/** Day, weekday (Monday is 1) and hour in Paris, where it is an hour later in winter: no code of ours is asked. */
function inParis(at: Date): { day: string; weekday: number; hour: number } {
  const local = new Date(at.getTime() + 60 * MINUTE);
  return {
    day: local.toISOString().slice(0, 10),
    weekday: ((local.getUTCDay() + 6) % 7) + 1,
    hour: local.getUTCHours(),
  };
}

/** Tu-Sa 07:00-13:00,15:00-19:00, minute by minute. */
function openMinutesBetween(from: Date, until: Date): number {
  let minutes = 0;
  for (let at = from.getTime(); at < until.getTime(); at += MINUTE) {
    const { weekday, hour } = inParis(new Date(at));
    if (weekday >= 2 && weekday <= 6 && ((hour >= 7 && hour < 13) || (hour >= 15 && hour < 19))) minutes += 1;
  }
  return minutes;
}

/** What a test knows of an order beside what is stored of it. */
interface Known {
  readonly missing: Set<string>;
  isAlerted: boolean;
  /** Whether its shop had been reminded before its first answer. */
  isLate?: boolean;
}

/** Figures of one order, by day. Naive: nothing of what counts them is asked. */
function figuresOf(order: Order, known: Known): [day: string, figure: string, item: string, count: number][] {
  // Its shop has not received it.
  if (isAwaited(order.state)) return [];
  const { day } = inParis(order.createdAt);
  const last = order.events.at(-1);
  const waited = order.events.at(-2)?.state === 'received';
  const found: ReturnType<typeof figuresOf> = [[day, 'placed', '', 1]];
  const add = (figure: string, item = '', count = 1): unknown => found.push([day, figure, item, count]);
  const by = { customer: 'customer', system: 'unanswered', merchant: 'shop', town: 'shop' };
  const outcome = {
    ...{ received: 'waiting', accepted: 'under-way', preparing: 'under-way', ready: 'under-way' },
    ...{ collected: 'collected', 'not-collected': 'not-collected', refused: 'refused' },
    cancelled: `cancelled-${by[last?.actor ?? 'system']}`,
  };
  const isWithdrawn = order.state === 'cancelled' && last?.actor === 'customer' && waited;
  add(isWithdrawn ? 'withdrawn-customer' : outcome[order.state]);
  if (order.state === 'cancelled' ? !waited : !['received', 'refused'].includes(order.state)) add('accepted');
  const answer = order.events.find(
    ({ state, actor, reason }, at) =>
      actor === 'merchant' &&
      order.events[at - 1]?.state === 'received' &&
      (state !== 'received' || reason === 'proposed'),
  );
  if (answer) add(known.isLate ? 'late' : 'in-time');
  else if (outcome[order.state] === 'cancelled-unanswered') add('late');
  if (answer) add('answer', String(openMinutesBetween(order.createdAt, answer.at)));
  const slot = inParis(order.slot.from);
  add('pickup', `${String(slot.weekday)}-${String(slot.hour)}`);
  const missing = new Set(known.missing);
  if (order.state === 'refused' && last?.reason === 'sold-out')
    for (const { productId } of order.lines) missing.add(productId);
  for (const product of missing) add('missing', product);
  if (order.state !== 'collected') return found;
  const handedOver = order.events.findLast(
    ({ state, reason }) => state === 'collected' && reason !== 'withdrawal',
  );
  const soldOn = inParis(handedOver?.at ?? order.createdAt).day;
  const before = order.withdrawals.flatMap(({ isRefundDue, positions }) => (isRefundDue ? [] : positions));
  found.push([soldOn, 'sales', '', 1]);
  for (const [at, line] of order.lines.entries()) {
    if (before.includes(at + 1)) continue;
    found.push([soldOn, 'sold-cents', '', line.totalCents]);
    if (line.weight === null) found.push([soldOn, 'sold', line.productId, line.quantity]);
    else found.push([soldOn, 'sold-grams', line.productId, line.weight.finalGrams ?? line.weight.grams ?? 0]);
  }
  for (const { isRefundDue, amountCents, at } of order.withdrawals)
    if (isRefundDue)
      found.push([inParis(at).day, 'returns', '', 1], [inParis(at).day, 'returned-cents', '', amountCents]);
  return found;
}

/** A shop with all kinds of goods, and what a test knows of its orders. */
interface Busy {
  readonly orders: OrdersWorld;
  readonly shop: number;
  readonly accountId: string;
  readonly goods: Readonly<Record<'loaf' | 'tin' | 'beef', string>>;
  readonly known: Map<string, Known>;
  readonly random: () => number;
  readonly pick: <T>(...some: readonly T[]) => T;
  now: Date;
}

async function aBusyShop(orders: OrdersWorld, seed: number): Promise<Busy> {
  const random = seededRandom(seed);
  const shop = await orders.aShop();
  const grants = [{ listingId: shop, role: 'merchant-staff' as const }];
  const { id: accountId } = await anAccount(orders.world, orders.world.here, { grants });
  const goods = {
    loaf: await orders.aProduct(shop),
    tin: await orders.aProduct(shop, { name: 'Moule', priceCents: 1_450, withdrawal: 'right' }),
    beef: await orders.aProduct(shop, { name: 'Rumsteck', priceCents: 2_490, weighing: CUT }),
  };
  const pick: Busy['pick'] = (...some) => some[Math.floor(random() * some.length)] as (typeof some)[number];
  return { orders, shop, accountId, goods, known: new Map(), random, pick, now: ORDERED_AT };
}

async function place({ orders, shop, goods, known, pick }: Busy): Promise<void> {
  const line = (productId: string, unitCents: number, quantity = 1) => ({
    ...{ productId, unitCents, quantity, choices: [], weight: null },
  });
  const cut = { ...line(goods.beef, 2_490), weight: { by: 'weight' as const, grams: pick(150, 350) } };
  const lines = [
    line(goods.loaf, 420, pick(1, 2, 3)),
    ...pick([], [line(goods.tin, 1_450)], [line(goods.tin, 1_450)]),
    ...pick([], [cut]),
  ];
  const free = (await orders.slotsOf(shop, lines)).filter(({ refusal }) => refusal === null);
  const slot = pick(...free.slice(0, 60));
  if (!slot) return;
  const { id } = await orders.place(shop, anOrder(lines, { slotFrom: slot.from }));
  known.set(id, { missing: new Set(), isAlerted: false });
}

const ordersIn = ({ orders, known }: Busy): Promise<Order[]> =>
  Promise.all([...known.keys()].map((id) => orders.handling.get(orders.world.here, id)));

/** What may be tried with an order. */
function actionsOf(busy: Busy): Readonly<Record<string, (order: Order) => Promise<unknown>>> {
  const { orders, shop, accountId, goods, known, pick } = busy;
  const { handling, services, withdrawals, world } = orders;
  const amendments = services.get(OrderAmendments);
  const ends = () => pick('ready' as const, 'collected', 'collected', 'not-collected');
  const move = (order: Order, ...rest: [OrderState, OrderReason?]) => {
    // That nobody came is noted at the time of the order.
    if (rest[0] === 'not-collected' && busy.now < order.slot.from) orders.at(order.slot.from);
    return handling.move(world.here, moveOf(order), ...rest).finally(() => orders.at(busy.now));
  };
  return {
    move: (order) => move(order, pick(...ORDER_STATES)),
    forward: (order) => move(order, order.state === 'received' ? 'accepted' : ends()),
    refuse: (order) => move(order, 'refused', pick('sold-out', 'rush')),
    cancel: (order) =>
      handling.move(world.here, moveOf(order, { actor: 'customer' }), 'cancelled', 'customer'),
    stop: (order) => move(order, 'cancelled', 'other'),
    delay: (order) => handling.delay(world.here, moveOf(order), 15, true),
    weigh: (order) => {
      const grams = order.lines.flatMap(({ weight }, at) =>
        weight ? [[at + 1, pick(140, 340, 400)] as const] : [],
      );
      return services.get(OrderWeighing).weigh(world.here, moveOf(order), new Map(grams));
    },
    propose: async (order) => {
      const changes = [{ position: 1, quantity: (order.lines[0]?.quantity ?? 1) - 1, substitute: null }];
      const seen = { orderId: order.id, listingId: shop, seen: order.event };
      await amendments.propose(world.here, { ...seen, accountId, changes, hours: 1 });
      known.get(order.id)?.missing.add(order.lines[0]?.productId ?? '');
    },
    agree: ({ id, event }) => amendments.agree(world.here, { orderId: id, listingId: shop, seen: event }),
    withdraw: async (order) => {
      const isTin = ({ productId }: { productId: string }) => productId === goods.tin;
      const sold = (await ordersIn(busy)).find(
        ({ state, lines, withdrawals: { length } }) =>
          state === 'collected' && length === 0 && lines.some(isTin),
      );
      const { id, lines } = sold ?? order;
      const customer = { name: 'Odile', email: 'odile@example.org' };
      const positions = [lines.findIndex(isTin) + 1];
      return withdrawals.withdraw(
        world.here,
        { orderId: id, listingId: shop, positions, ...customer },
        PLACE,
      );
    },
  };
}

/** Something happens: time goes by, tasks run, somebody does something. */
async function somethingHappens(busy: Busy): Promise<void> {
  const { orders, known, random, pick } = busy;
  const { here } = orders.world;
  busy.now = new Date(busy.now.getTime() + pick(0, 0, 7, 43, 90, 700) * MINUTE);
  orders.at(busy.now);
  await orders.assurance.run(here);
  for (const { id } of await orders.rowsOf<{ id: string }>('SELECT order_id AS id FROM order_assurance'))
    Object.assign(known.get(id) ?? {}, { isAlerted: true });
  if (random() < 0.1) await orders.handling.cancelUnanswered(here);
  if (random() < 0.05) await orders.handling.eraseBefore(here, busy.now);
  const actions = actionsOf(busy);
  try {
    if (random() < 0.25 || known.size === 0) await place(busy);
    const all = await ordersIn(busy);
    const open = all.filter(({ state }) => isWorkedOn(state));
    const order = pick(...(random() < 0.75 && open.length > 0 ? open : all));
    const name = pick(...Object.keys(actions), 'forward', 'forward', 'weigh', 'withdraw');
    if (order) await actions[name]?.(order);
  } catch (error) {
    // Of the steps that are tried most do not exist, and a shop that never answers is paused.
    if (!(error instanceof DomainError)) throw error;
  }
  for (const { id, events } of await ordersIn(busy)) {
    const one = known.get(id);
    const isAnswered = events.some(
      ({ actor, delayMinutes, reason }) => actor === 'merchant' && (delayMinutes === null || reason),
    );
    if (one && isAnswered) one.isLate ??= one.isAlerted;
  }
}

/** What a fresh count of all orders says, day by day. */
async function expected(busy: Busy): Promise<string[]> {
  const sums = new Map<string, number>();
  for (const order of await ordersIn(busy))
    for (const [day, figure, item, count] of figuresOf(
      order,
      busy.known.get(order.id) ?? { missing: new Set(), isAlerted: false },
    )) {
      const key = `${day} ${figure} ${item}`;
      sums.set(key, (sums.get(key) ?? 0) + count);
    }
  return [...sums].map(([key, count]) => `${key} ${String(count)}`).sort();
}

describe('figures of orders', () => {
  let orders: OrdersWorld;
  let figures: OrderFiguresService;
  const met = new Set<string>();

  beforeAll(async () => {
    orders = await openOrdersWorld();
    figures = orders.services.get(OrderFiguresService);
  });
  afterAll(() => orders.world.close());
  beforeEach(() => orders.at(ORDERED_AT));

  const stored = async (shop: number): Promise<string[]> => {
    const rows = await orders.rowsOf<{ row: string }>(
      `SELECT concat_ws(' ', day, figure, item, count) AS row FROM order_daily WHERE listing_id = $1`,
      [shop],
    );
    return rows.map(({ row }) => row).sort();
  };
  const marked = (shop: number): Promise<unknown[]> =>
    orders.rowsOf('SELECT 1 FROM order_daily_due WHERE listing_id = $1', [shop]);

  it.each([1, 2, 3, 4])(
    'are what a fresh count of all orders says after every step, whatever happens (%s)',
    async (seed) => {
      const { here } = orders.world;
      const busy = await aBusyShop(orders, seed);
      const { shop } = busy;
      for (let times = 0; times < 60; times += 1) {
        await somethingHappens(busy);
        await figures.count(here);
        expect(await stored(shop)).toEqual(await expected(busy));
      }
      expect(await marked(shop)).toEqual([]);
      // Counted again, and by several at once, they are the same; and all that was sold is in the journal.
      const once = await stored(shop);
      for (const row of once) met.add(row.split(' ')[1] ?? '');
      // Later than the checks before.
      orders.at(new Date(Date.UTC(2028, seed)));
      expect(await figures.check(here)).toBeGreaterThan(0);
      expect(await marked(shop)).not.toEqual([]);
      await Promise.all([figures.count(here), figures.count(here), figures.count(here)]);
      expect(await stored(shop)).toEqual(once);
      const span = { listingId: shop, from: ORDERED_AT, until: new Date('2027-06-01T00:00:00Z') };
      const journal = await orders.services.get(Sales).totals(here, span);
      const sum = (figure: string): number =>
        once.reduce(
          (total, row) => total + (row.split(' ')[1] === figure ? Number(row.split(' ').at(-1)) : 0),
          0,
        );
      expect([sum('sales'), sum('sold-cents'), sum('returns'), -sum('returned-cents')]).toEqual([
        journal.sales,
        journal.sold.includingTax,
        journal.withdrawals,
        journal.withdrawn.includingTax || -0,
      ]);
      expect(new Set((await ordersIn(busy)).map(({ state }) => state)).size).toBeGreaterThan(3);
    },
  );

  it('were all met in that', () => {
    expect([...met].sort()).toEqual([...EVERY_FIGURE].sort());
  });

  it('follow orders that change while they are counted', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop();
    const loaf = await orders.aProduct(shop);
    const lines = [{ productId: loaf, unitCents: 420, quantity: 1, choices: [] }];
    const placed = await Promise.all(Array.from({ length: 12 }, () => orders.placed(shop, anOrder(lines))));
    await Promise.all([
      ...placed.map((order) => orders.moved(order, 'accepted', 'collected')),
      ...Array.from({ length: 8 }, () => figures.count(here)),
    ]);
    await figures.count(here);
    expect(await stored(shop)).toEqual(
      expect.arrayContaining(['2026-12-01 collected  12', `2026-12-01 sold-cents  ${String(12 * 420)}`]),
    );
    expect(await marked(shop)).toEqual([]);
  });

  /** A shop that was ordered a loaf at seven for ten on the same day. */
  async function ordered() {
    const shop = await orders.aShop();
    const loaf = await orders.aProduct(shop);
    const lines = [{ productId: loaf, unitCents: 420, quantity: 1, choices: [] }];
    return { shop, order: await orders.placed(shop, anOrder(lines)) };
  }

  it('forget the sale of a day whose hand-over is taken back on another', async () => {
    const { here } = orders.world;
    const { shop, order } = await ordered();
    orders.at(new Date('2026-12-03T09:00:00Z'));
    const sold = await orders.moved(order, 'accepted', 'collected');
    await figures.count(here);
    expect(await stored(shop)).toContain('2026-12-03 sold-cents  420');
    orders.at(new Date('2026-12-05T09:00:00Z'));
    await orders.moved(sold, 'accepted');
    await figures.count(here);
    expect((await stored(shop)).filter((row) => /sales|sold/.test(row))).toEqual([]);
    expect(await stored(shop)).toContain('2026-12-01 under-way  1');
  });

  it('count an answer of the town as none in time of the shop, with no minutes of its own', async () => {
    const { here, work } = orders.world;
    const { shop, order } = await ordered();
    const agent = { actor: 'town', accountId: null, agentId: randomUUID() } as const;
    await orders.handling.move(here, moveOf(order, agent), 'accepted');
    // What its shop does afterwards is no first answer.
    await orders.moved(await orders.handling.get(here, order.id), 'ready');
    await figures.count(here);
    const answers = async () => (await stored(shop)).filter((row) => /in-time|late|answer/.test(row));
    expect(await answers()).toEqual(['2026-12-01 late  1']);
    // The same of one that a server of the release before answered.
    await figures.check(here);
    await work.write(here, async ({ manager }) => {
      await manager.query('UPDATE customer_order SET is_answered_late = NULL WHERE id = $1', [order.id]);
      await manager.query(
        'UPDATE order_daily_check SET known_from = $1, event_id = NULL, checked_at = NULL',
        [new Date('2026-01-01T00:00:00Z')],
      );
    });
    expect(await figures.check(here)).toBeGreaterThan(0);
    await figures.count(here);
    expect(await answers()).toEqual(['2026-12-01 late  1']);
  });

  it('are of a shop and a territory, by week, with the weeks before and the names of what was sold', async () => {
    const { here, there } = orders.world;
    const shop = await orders.aShop();
    const loaf = await orders.aProduct(shop);
    const lines = [{ productId: loaf, unitCents: 420, quantity: 2, choices: [] }];
    await orders.moved(await orders.placed(shop, anOrder(lines)), 'accepted', 'collected');
    await orders.moved(await orders.placed(shop, anOrder(lines)), 'refused');
    await figures.count(here);
    orders.at(new Date('2026-12-08T11:00:00Z'));
    const now = await figures.ofShop(here, shop, 4);
    expect(now.totals).toMatchObject({
      ...{ placed: 2, accepted: 1, collected: 1, refused: 1, 'in-time': 2, late: 0 },
      ...{ sales: 1, 'sold-cents': 840, basketCents: 840, answerMinutes: 0 },
    });
    expect(now.weeks.map(({ week, placed }) => [week, placed])).toEqual([
      ['2026-11-16', 0],
      ['2026-11-23', 0],
      ['2026-11-30', 2],
      ['2026-12-07', 0],
    ]);
    expect(now.pickups).toEqual([{ weekday: 2, hour: 10, count: 2 }]);
    expect(now.sold.map(({ productId, count }) => [now.names.get(productId), count])).toEqual([
      ['Pain de campagne', 2],
    ]);
    expect(now.before.placed).toBe(0);
    expect((await figures.ofShop(there, shop, 4)).totals.placed).toBe(0);
    orders.at(new Date('2026-12-29T11:00:00Z'));
    const later = await figures.ofShop(here, shop, 4);
    expect([later.totals.placed, later.before.placed, later.before.basketCents]).toEqual([0, 2, 840]);
    expect([later.isNew, (await figures.ofShop(there, shop, 4)).isNew]).toEqual([false, true]);
  });
});
