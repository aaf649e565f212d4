import { setTimeout as sleep } from 'node:timers/promises';
import { platformOf, signInAs } from '@halles/testing';
import { basketOf, ordersOf, type OrdersWorld } from '@halles/testing/orders';
import { Chaos, randomOf } from './chaos';
import { note, setting } from './measure';
import { ENDINGS, type KeptShop, OrderPeople, type Outcome } from './order-people';
import { OrderForm } from './order-shop';
import { isDone, openStage, outboxStates, passTime, receivedMail, type Stage, until } from './stage';

/** The suite kills a few times; `CHAOS_KILLS=30 npm test -- e2e orders-chaos` is the whole measure, with `CHAOS_SEED` the same again. */
const KILLS = setting('CHAOS_KILLS', 6);
const SEED = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000);
/** Orders begun for each kill. */
const ORDERS = KILLS * 4;
/** Loaves that a shop has, and places of its slot: fewer of both than are wanted. */
const LOAVES = Math.ceil(ORDERS * 0.2);
const PLACES = Math.ceil(ORDERS * 0.25);

describe('shops at work while whatever serves them dies', () => {
  let stage: Stage;
  let orders: OrdersWorld;
  let shops: readonly KeptShop[];

  beforeAll(async () => {
    stage = await openStage({ ownPostgres: true });
    orders = await ordersOf(stage.world);
    orders.at(new Date());
    shops = [await aShop(), await aShop()];
  }, 90_000);
  afterAll(() => stage.close(), 60_000);

  async function aShop(): Promise<KeptShop> {
    const listing = await orders.aShop({ capacity: { orders: PLACES } });
    const loaf = await orders.aProduct(listing, { stock: LOAVES });
    const slots = await orders.slotsOf(listing, basketOf(loaf));
    const { cookie } = await signInAs(stage.world, stage.world.here, {
      grants: [{ listingId: listing, role: 'merchant-staff' }],
    });
    return { listing, loaf, slotFrom: slots.at(-1)?.from ?? 0, cookie };
  }

  /** Who waits for whom in the database, and what the outbox has not come to the end of. */
  const unfinished = async (): Promise<unknown> => ({
    outbox: await platformOf(stage.world).query(
      `SELECT kind, status, failures, dispatches, next_at - now() AS next FROM outbox WHERE status <> 'done' LIMIT 10`,
    ),
    locks: await platformOf(stage.world).query(
      `SELECT pid, state, wait_event, left(query, 80) AS query FROM pg_stat_activity
        WHERE wait_event_type = 'Lock' OR state LIKE 'idle in transaction%' LIMIT 10`,
    ),
  });

  /** Begins orders one after the other, more of them than there are loaves and places. */
  async function work(people: OrderPeople, random: () => number, ms: number): Promise<Outcome[]> {
    const begun: Promise<Outcome>[] = [];
    for (let n = 0; n < ORDERS; n += 1) {
      const shop = shops[n % shops.length];
      const ending = ENDINGS[Math.floor(random() * ENDINGS.length)];
      if (shop && ending) begun.push(people.order(shop, ending));
      await sleep((ms / ORDERS) * 2 * random());
    }
    return Promise.all(begun);
  }

  it(
    'keeps every order once, as it was last answered, sells and promises nothing twice, and mails all of it',
    async () => {
      // Before anything can fail, so that a run that did can be repeated.
      note('chaos', { seed: SEED });
      const random = randomOf(SEED);
      let began = performance.now();
      const since = () => Math.round(performance.now() - began);
      const chaos = await Chaos.begin(stage, random);
      const started = since();
      const portals = chaos.ports.map((portalPort) => ({ portalPort, world: stage.world }));
      const people = new OrderPeople(portals, random);
      began = performance.now();
      const [outcomes] = await Promise.all([
        work(people, random, KILLS * 750),
        chaos.rage(KILLS).finally(() => people.calm()),
      ]);
      const raged = since();
      const waited = await until(
        'all is mailed',
        60_000,
        async () => {
          await passTime(stage, 5_000);
          const { done: _, ...others } = await outboxStates(stage);
          return Object.keys(others).length === 0;
        },
        unfinished,
      );
      await expectKept(outcomes);
      await expectAddsUp();
      const doubled = await expectMailed(chaos);
      note('chaos', {
        killed: Object.fromEntries(chaos.killed),
        returned: Object.fromEntries(chaos.returned),
        ...tally(outcomes),
        ...{ started, raged, waited },
        doubled,
      });
      await expectAlive(portals);
    },
    KILLS * 6_000 + 150_000,
  );

  const tally = (outcomes: readonly Outcome[]) => ({
    orders: outcomes.filter(({ state }) => state !== null).length,
    refused: outcomes.filter(({ state }) => state === null).length,
  });

  /** Each order that was acknowledged is there once, in the state in which it was left; none that was refused. */
  async function expectKept(outcomes: readonly Outcome[]): Promise<void> {
    const stored = await orders.rowsOf<Outcome>(
      'SELECT idempotency_key AS key, state FROM customer_order ORDER BY idempotency_key',
    );
    const known = outcomes.filter(({ state }) => state !== null).sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(stored).toEqual(known);
    expect(known.length).toBeGreaterThan(0);
  }

  /** Loaves, places and numbers. */
  async function expectAddsUp(): Promise<void> {
    for (const { listing, loaf } of shops) {
      expect(await orders.wrongStocks(listing)).toEqual([]);
      const [sums] = await orders.rowsOf(
        `SELECT count(*) FILTER (WHERE state IN ('received', 'accepted', 'collected')) <= $2 AS fits,
                $3 - count(*) FILTER (WHERE state IN ('received', 'accepted', 'collected'))::int AS stock,
                count(*)::int - coalesce(max(number), 0) AS gaps
           FROM customer_order WHERE listing_id = $1`,
        [listing, PLACES, LOAVES],
      );
      expect(sums).toEqual({ fits: true, stock: await orders.stockOf(listing, loaf), gaps: 0 });
    }
  }

  /** Whoever was to be told was, of what happened and of nothing else. @returns how many mails came twice */
  async function expectMailed(chaos: Chaos): Promise<number> {
    const owed = await orders.rowsOf<{ id: string }>(
      `SELECT r.id FROM order_recipient r UNION ALL SELECT e.id FROM order_event e WHERE e.actor = 'merchant' OR e.event = 1`,
    );
    const promised = await platformOf(stage.world).query<{ ref: string }>(
      "SELECT ref FROM outbox WHERE kind IN ('order.notify-shop', 'order.notify-customer')",
    );
    const refs = promised.map(({ ref }) => ref);
    expect(refs).toEqual(expect.arrayContaining(owed.map(({ id }) => id)));
    expect(new Set(refs).size).toBe(refs.length);
    // What was begun and never recorded is sent again, unless the order went on meanwhile: nobody is told of an older state.
    const records = await orders.rowsOf<{ id: string; isSent: boolean; isOver: boolean }>(
      `SELECT message_id AS id, status = 'sent' AS "isSent",
              EXISTS (SELECT FROM order_event e JOIN customer_order o ON o.id = e.order_id
                       WHERE e.id = d.ref AND e.event < o.event) AS "isOver"
         FROM mail_delivery d`,
    );
    expect(records.filter(({ isSent, isOver }) => !isSent && !isOver)).toEqual([]);
    const received = (await receivedMail(stage, { all: true })).map(({ messageId }) => idIn(messageId));
    const sent = records.filter(({ isSent }) => isSent).map(({ id }) => idIn(id));
    expect(received).toEqual(expect.arrayContaining(sent));
    expect(records.map(({ id }) => idIn(id))).toEqual(expect.arrayContaining([...new Set(received)]));
    const doubled = received.length - new Set(received).size;
    expect(doubled).toBeLessThanOrEqual(chaos.count('worker', 'postgres', 'connections'));
    return doubled;
  }

  const idIn = (messageId: string): string => /[0-9a-f-]{36}/.exec(messageId)?.[0] ?? messageId;

  /** Both portals take an order, and the worker mails it. */
  async function expectAlive(portals: readonly ConstructorParameters<typeof OrderForm>[0][]): Promise<void> {
    const shop = { ...(await aShop()) };
    for (const portal of portals)
      expect((await new OrderForm(portal, shop).post(crypto.randomUUID()))?.status).toBe(303);
    const { done = 0, ...open } = await outboxStates(stage);
    const all = done + Object.values(open).reduce((sum, n) => sum + n, 0);
    await until('the last ones are mailed', 30_000, isDone(stage, all), unfinished);
  }
});
