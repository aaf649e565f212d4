import { freePort } from '@halles/platform/engines';
import { DAY, MINUTE, required } from '@halles/kernel';
import { databaseAddresses } from '@halles/platform/database';
import { connectAdmin } from '@halles/platform/provisioning';
import { type Order, orderLink, PaymentEvents, PaymentReconciliation } from '@halles/domain/orders';
import { SignedLinks } from '@halles/platform/tenancy';
import { platformOf } from '@halles/testing';
import { basketOf, type PaidOrders, paidOrdersOf, ordersOf, stripeEnv } from '@halles/testing/orders';
import { FakeStripe, postStripeEvent } from '@halles/testing/stripe';
import { v7 as uuid } from 'uuid';
import { setImmediate } from 'node:timers/promises';
import { setting } from './measure';
import { PortalForm } from './portal-form';
import { passQueueTime } from './queue';
import { openStage, passTime, type Server, type Stage, startServer, until } from './stage';

/** The suite does one of each; `CRASH_RUNS=20 npm test -- e2e payments-killed` the whole measure. */
const RUNS = setting('CRASH_RUNS', 1);

/** Where a worker dies, by what it had done. */
const POINTS = ['nothing', 'written it down', 'been heard, and not answered', 'been answered'] as const;
type Point = (typeof POINTS)[number];

/** What is asked of the provider: how, what is true then, and in which state its order is. */
const ACTS = [
  { kind: 'capture', path: 'capture', money: 'succeeded 0 420 0', state: 'accepted' },
  { kind: 'cancel', path: 'cancel', money: 'canceled 0 0 0', state: 'refused' },
  { kind: 'refund', path: 'refunds', money: 'succeeded 0 420 420', state: 'cancelled' },
] as const;

describe('a worker that dies while it moves money', () => {
  let stage: Stage;
  let stripe: FakeStripe;
  let paid: PaidOrders;
  let shop: { readonly shop: number; readonly account: string };
  let loaf: string;
  let slotFrom: number;
  let worker: Server;

  beforeAll(async () => {
    stripe = await FakeStripe.open();
    stage = await openStage({ env: stripeEnv(stripe) });
    paid = paidOrdersOf(await ordersOf(stage.world), stripe);
    paid.at(new Date());
    shop = await paid.aPaidShop();
    loaf = await paid.on.aProduct(shop.shop);
    const slots = await paid.on.slotsOf(shop.shop, basketOf(loaf));
    slotFrom = required(
      slots.find(({ from }) => from > Date.now() + DAY),
      'a slot',
    ).from;
    worker = await stage.startWorker();
  }, 90_000);
  afterAll(async () => {
    await stage.close();
    await stripe.close();
  }, 60_000);
  afterEach(() => stripe.recover());

  const toPay = (): Promise<Order> => {
    // The provider has the time of the machine, by which a page of payment must last for half an hour.
    paid.at(new Date());
    return paid.toPay(shop.shop, loaf, { slotFrom, email: `odile-${uuid()}@habitante.example` });
  };
  const read = ({ id }: Order): Promise<Order> => paid.on.handling.get(stage.world.here, id);
  /** What the provider says about an order, as the console stores it. */
  const tell = (order: Order, type: string, payment: string): Promise<void> => {
    const events = paid.on.services.get(PaymentEvents);
    const { body, signature } = stripe.event(type, shop.account, stripe.intent(payment));
    return events.note(stage.world.here, required(events.read(body, signature), `an event of ${order.id}`));
  };

  /** Until nothing is left to do about payments. */
  async function settled(): Promise<void> {
    await until('payments are settled', 60_000, async () => {
      await passTime(stage, 5_000);
      const open = await platformOf(stage.world).query(
        "SELECT 1 FROM outbox WHERE kind = 'payment.settle' AND status <> 'done'",
      );
      return open.length === 0;
    });
  }

  /** An order that is held on a card, and that its shop has. */
  async function authorised(): Promise<{ readonly order: Order; readonly payment: string }> {
    const order = await toPay();
    const payment = await paid.pay(order);
    await tell(order, 'payment_intent.amount_capturable_updated', payment);
    await settled();
    return { order: await read(order), payment };
  }

  /** The worker dies, and another begins where it was, without the half minute in which that would be noticed. */
  async function succeed(): Promise<void> {
    await worker.kill();
    await passQueueTime(stage);
    await passTime(stage);
    worker = await stage.startWorker();
    await settled();
  }

  /** Whoever writes to a table waits. */
  async function holdWrites(table: string) {
    const address = required(databaseAddresses(stage.world.config).get('main'), 'main');
    const admin = await connectAdmin(stage.world.config, address);
    const name = `${stage.world.here.tenant.schema}.${table}`;
    await admin.query(`BEGIN; LOCK TABLE ${name} IN SHARE MODE`);
    return {
      /** Until so many do, and their worker is dead. */
      killWriters: async (many: number): Promise<void> => {
        await until(`${String(many)} wait for ${table}`, 30_000, async () => {
          const { rows } = await admin.query(
            'SELECT 1 FROM pg_locks WHERE NOT granted AND relation = $1::regclass',
            [name],
          );
          return rows.length >= many;
        });
        await worker.kill();
        await admin.query('ROLLBACK');
        await admin.end();
      },
    };
  }

  const openActs = ({ id }: Order): Promise<unknown[]> =>
    paid.on.rowsOf('SELECT number FROM order_payment_act WHERE order_id = $1 AND outcome IS NULL', [id]);

  /** Has the worker capture, cancel and refund at once, each of an order of its own, and holds it where it has done so much. */
  async function begin(point: Point) {
    const prepared = [];
    for (const act of ACTS) {
      const { order, payment } = await authorised();
      if (act.kind === 'refund') await paid.on.moved(order, 'accepted');
      prepared.push({ ...act, order, payment });
    }
    await settled();
    const begun = [];
    for (const act of prepared) {
      const { kind, payment } = act;
      const path = kind === 'refund' ? 'refunds$' : `${payment}/${kind}$`;
      const held =
        point === 'nothing'
          ? stripe.hold(new RegExp(`/${payment}$`), 'before')
          : stripe.hold(new RegExp(path), point === 'written it down' ? 'before' : 'after');
      begun.push({ ...act, order: await read(act.order), held });
    }
    for (const { order, state } of begun) await paid.on.moved(order, state);
    for (const { held } of begun) await held.arrived;
    return begun;
  }

  it.each(POINTS)(
    'having %s: each capture, refund and cancellation is done once, and order and payment agree',
    async (point) => {
      for (let run = 0; run < RUNS; run += 1) {
        const counts = () => ACTS.map(({ path }) => stripe.count(new RegExp(`/${path}$`)));
        const before = counts();
        const begun = await begin(point);
        if (point === 'been answered') {
          const writes = await holdWrites('order_payment_act');
          for (const { held } of begun) held.answer();
          await writes.killWriters(begun.length);
        }
        await succeed();
        // What was on its way for so long arrives.
        for (const { held } of begun) held.answer();
        await setImmediate();
        for (const { order, payment, money, state } of begun) {
          const after = await read(order);
          expect([after.state, paid.moneyOf(payment)]).toEqual([state, money]);
          expect([after.payment?.problem, await openActs(order)]).toEqual([null, []]);
          const { amount_received, latest_charge } = stripe.intent(payment);
          expect([after.payment?.capturedCents, after.payment?.refundedCents]).toEqual([
            ...[amount_received, latest_charge?.amount_refunded],
          ]);
        }
        // One of each, and the capture of what was refunded.
        expect(counts().map((count, index) => count - (before[index] ?? 0))).toEqual([2, 1, 1]);
      }
    },
    RUNS * 90_000,
  );

  it.each(['nothing', 'been answered'] as const)(
    'having %s of what a customer paid: the order comes to its shop once, and is told of once',
    async (point) => {
      for (let run = 0; run < RUNS; run += 1) {
        const order = await toPay();
        const payment = await paid.pay(order);
        const held = stripe.hold(new RegExp(`/${payment}$`), 'before');
        await tell(order, 'payment_intent.amount_capturable_updated', payment);
        await held.arrived;
        if (point === 'been answered') {
          const writes = await holdWrites('order_event');
          held.answer();
          await writes.killWriters(1);
        }
        await succeed();
        const { events } = await read(order);
        expect(events.map(({ state }) => state)).toEqual(['to-pay', 'received']);
        const told = await paid.on.rowsOf<{ id: string }>(
          'SELECT id FROM order_recipient WHERE order_id = $1',
          [order.id],
        );
        const promised = await platformOf(stage.world).query(
          "SELECT 1 FROM outbox WHERE kind = 'order.notify-shop' AND ref = ANY ($1::uuid[])",
          [told.map(({ id }) => id)],
        );
        expect([told.length, promised.length]).toEqual([1, 1]);
      }
    },
    RUNS * 90_000,
  );

  it.each(['before', 'after'] as const)(
    'ends a page of payment whose customer pays directly, whoever dies %s the provider did: the order comes to its shop once',
    async (effect) => {
      const own = await paid.aPaidShop();
      const product = await paid.on.aProduct(own.shop);
      paid.at(new Date());
      const order = await paid.toPay(own.shop, product, {
        slotFrom,
        email: `odile-${uuid()}@habitante.example`,
      });
      await paid.payments.checkoutUrl(stage.world.here, order, {
        returnUrl: 'https://ici-bourg.example/x',
        locale: 'fr',
      });
      const session = stripe.lastSession;
      stripe.restrict(own.account);
      await paid.accounts.check(stage.world.here, own.shop);
      const token = new SignedLinks(stage.world.config.masterKey).issue(stage.world.here, orderLink, {
        id: order.id,
        serial: 0,
      });
      const form = new PortalForm(stage.portalPort, stage.world.here.tenant.slug, '/');
      const press = async (): Promise<number | null> =>
        (await form.postTo(`/commande/${token}/payer`, { way: 'shop' }))?.status ?? null;
      const portal = await stage.startPortal();
      const held = stripe.hold(/expire$/, effect);
      const answer = press();
      await held.arrived;
      await portal.kill();
      expect([await answer, (await read(order)).state]).toEqual([null, 'to-pay']);
      held.answer();
      await setImmediate();
      const next = await stage.startPortal();
      expect(await press()).toBe(303);
      await next.kill();
      const after = await read(order);
      expect([after.events.map(({ state }) => state), after.payment, session.status]).toEqual([
        ...[['to-pay', 'received'], null, 'expired'],
      ]);
    },
    90_000,
  );

  it('is told of things forged, late, repeated and in the wrong order: each payment is moved once', async () => {
    const port = await freePort();
    const env = { PATH: process.env['PATH'], ...stage.world.serverEnv, CONSOLE_PORT: String(port) };
    const server = await startServer('console-api', env);
    try {
      const order = await toPay();
      const payment = await paid.pay(order);
      const intent = stripe.intent(payment);
      const about = (type: string, more: Parameters<FakeStripe['event']>[3] = {}) =>
        postStripeEvent(port, stripe.event(type, shop.account, intent, more));
      const captures = stripe.count(/capture$/);
      const CAPTURABLE = 'payment_intent.amount_capturable_updated';
      expect(await about(CAPTURABLE, { secret: 'whsec_guessed' })).toBe(422);
      expect(await about(CAPTURABLE, { at: new Date(Date.now() - 6 * MINUTE) })).toBe(422);
      await settled();
      expect((await read(order)).state).toBe('to-pay');
      // What comes after it, before it: of a payment that nobody captured.
      const eventId = `evt_${uuid().replaceAll('-', '')}`;
      const first = await Promise.all(
        Array.from({ length: 5 }, () => about('payment_intent.succeeded', { eventId })),
      );
      expect(first).toEqual(first.map(() => 204));
      await settled();
      expect((await read(order)).state).toBe('received');
      await paid.on.moved(await read(order), 'accepted');
      for (let time = 0; time < 5; time += 1) expect(await about(CAPTURABLE)).toBe(204);
      await settled();
      expect([paid.moneyOf(payment), stripe.count(/capture$/) - captures]).toEqual(['succeeded 0 420 0', 1]);
      expect((await read(order)).payment?.capturedCents).toBe(420);
    } finally {
      await server.kill();
    }
  }, 90_000);

  it('finds what neither side knows of the other, moves no money, and forgets it once it is mended', async () => {
    const { here } = stage.world;
    const lost = await authorised();
    const known = stripe.forget(lost.payment);
    const orphan = Object.assign(
      stripe.anIntent(shop.account, { amount: 990, metadata: { tenant: here.tenant.slug, order: uuid() } }),
      { created: Math.floor((Date.now() - 20 * MINUTE) / 1_000) },
    );
    const calls = stripe.calls.length;
    const reconciled = async () => {
      await worker.kill();
      await platformOf(stage.world).query(
        `UPDATE scheduled_task SET next_at = now(), holder = NULL, lease_until = NULL, outcome = NULL
          WHERE name = 'payment-reconciliation'`,
      );
      worker = await stage.startWorker();
      await until('payments are reconciled', 60_000, async () => {
        const rows = await platformOf(stage.world).query(
          "SELECT 1 FROM scheduled_task WHERE name = 'payment-reconciliation' AND outcome = 'done'",
        );
        return rows.length === 1;
      });
      const found = await paid.on.services.get(PaymentReconciliation).list(here, 10);
      return found.map(({ kind, payment }) => `${kind} ${payment ?? ''}`).sort();
    };
    expect(await reconciled()).toEqual([`no-order ${orphan.id}`, `no-payment ${lost.payment}`]);
    expect(stripe.calls).toHaveLength(calls);
    known();
    orphan.status = 'canceled';
    expect(await reconciled()).toEqual([]);
  }, 120_000);
});
