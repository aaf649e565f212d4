import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  orderInputSchema,
  type OrderInput,
  pickupRulesSchema,
  type ProductInput,
  productInputSchema,
} from '@halles/contracts';
import { CatalogueModule, CatalogueService } from '@halles/domain/catalogue';
import {
  Fulfilments,
  type HandingOver,
  type HandOver,
  type Order,
  OrderAssurance,
  OrderHandling,
  OrderInboxes,
  OrderHandOvers,
  OrderMails,
  OrderPreparation,
  type OrderMove,
  OrderPlacing,
  OrderSlots,
  type OrderState,
  OrderingControlsService,
  OrderingSettingsService,
  OrderingShops,
  OrdersModule,
  OrderWithdrawals,
  priceLines,
  ShoppingListsModule,
} from '@halles/domain/orders';
import { Clock, systemClock } from '@halles/kernel';
import { DiskStorage, FileStorage } from '@halles/platform/storage';
import type { TenantContext } from '@halles/platform/tenancy';
import type { TestingModule } from '@nestjs/testing';
import { anAccount } from '../accounts';
import { writeListings } from '../listings';
import { openWorld, type World } from '../world';
import { servicesOf } from '../world-module';
import { tellSaleDetails } from './sale-details';

/** A Tuesday, seven in the morning in Paris: the time at which orders are placed. */
export const ORDERED_AT = new Date('2026-12-01T06:00:00Z');
/** Ten o'clock of the same day. */
export const TEN = Date.parse('2026-12-01T09:00:00Z');

/** A world with the services of orders, at `ORDERED_AT`, and what their tests do again and again. */
export interface OrdersWorld {
  readonly world: World;
  readonly catalogue: CatalogueService;
  readonly settings: OrderingSettingsService;
  readonly controls: OrderingControlsService;
  readonly placing: OrderPlacing;
  readonly handling: OrderHandling;
  readonly inboxes: OrderInboxes;
  readonly handOvers: OrderHandOvers;
  readonly withdrawals: OrderWithdrawals;
  readonly mails: OrderMails;
  readonly preparation: OrderPreparation;
  readonly assurance: OrderAssurance;
  readonly services: TestingModule;
  /** From now on it is another time. */
  at(now: Date): void;
  /** A bakery that takes orders. @param rules what its slots have otherwise than most */
  aShop(rules?: object, ctx?: TenantContext): Promise<number>;
  /** A loaf of 4.20 euros. */
  aProduct(shop: number, more?: Partial<ProductInput>, ctx?: TenantContext): Promise<string>;
  place(shop: number, input: OrderInput, ctx?: TenantContext): Promise<{ readonly id: string }>;
  placed(shop: number, input: OrderInput): Promise<Order>;
  /** Takes an order through states, as its merchant; that nobody came, at its time. */
  moved(order: Order, ...states: readonly OrderState[]): Promise<Order>;
  /** The slots that a basket may choose from. */
  slotsOf(shop: number, lines: OrderInput['lines']): ReturnType<OrderSlots['slotsIn']>;
  stockOf(shop: number, product: string): Promise<number | null | undefined>;
  rowsOf<T>(sql: string, values?: readonly unknown[]): Promise<T[]>;
  /**
   * Products whose stock is not what their movements add up to, or was moved in another unit than it is counted in since it was
   * counted; and what orders hold of products beyond their lines, or gave back beyond what they took.
   */
  wrongStocks(shop: number): Promise<unknown[]>;
}

/** One of each product, at the price of a loaf. */
export const basketOf = (...ids: readonly string[]) =>
  ids.map((productId) => ({ productId, quantity: 1, unitCents: 420, weight: null, choices: [] }));

/** What Odile orders for ten o'clock. */
export const anOrder = (lines: readonly object[], more: object = {}): OrderInput =>
  orderInputSchema.parse({
    idempotencyKey: randomUUID(),
    kind: 'order',
    lines,
    slotFrom: TEN,
    name: 'Odile Martin',
    email: 'odile@example.org',
    ...more,
  });

/** How a shop hands an order over whose code it read, and compared by itself. */
export const HANDED_OVER: HandOver = {
  ...{ code: 'typed', recipient: null, sawProofOfAge: false, withoutProof: false },
};

/** What the merchant does to an order that they just saw; what they hand over, against its code. */
export const moveOf = ({ id, listingId, event }: Order, more: Partial<OrderMove> = {}): OrderMove => ({
  listingId,
  orderId: id,
  seen: event,
  actor: 'merchant',
  accountId: null,
  handOver: HANDED_OVER,
  ...more,
});

/** What a shop says that was shown a code. */
export const byCode = (shown: string, more: Partial<HandingOver> = {}): HandingOver => ({
  ...{ shown, code: 'typed', recipient: null, sawProofOfAge: false, withoutProof: false },
  ...more,
});

/** What became of each: `done`, or the code of the error. */
export const outcomesOf = (results: readonly PromiseSettledResult<unknown>[]): string[] =>
  results.map((result) =>
    result.status === 'fulfilled'
      ? 'done'
      : ((result.reason as { code?: string }).code ?? String(result.reason)),
  );

/**
 * A machine that runs tests may keep a lock, or an answer, for longer than a customer waits: told to try again (503), they do.
 * Whatever is tried again is safe to do twice.
 */
export async function whileBusy<T>(work: () => Promise<T>): Promise<T> {
  for (;;)
    try {
      return await work();
    } catch (error) {
      const { code } = error as { code?: string };
      if (code !== 'database-busy' && code !== 'database-unreachable') throw error;
    }
}

const WRONG_SUMS = `
  SELECT p.id, p.stock, sum(m.delta) FROM product p JOIN stock_movement m ON m.product_id = p.id
   WHERE p.listing_id = $1 AND p.stock IS NOT NULL GROUP BY p.id HAVING p.stock <> sum(m.delta)`;
const WRONG_UNITS = `
  SELECT p.id, p.stock, m.delta FROM product p JOIN stock_movement m ON m.product_id = p.id
    JOIN order_line l ON l.order_id = m.order_id AND l.product_id = p.id
   WHERE p.listing_id = $1 AND p.stock IS NOT NULL
     AND (coalesce(l.weighed_by, '') = 'weight') <> (coalesce(p.weighing ->> 'by', '') = 'weight')
     AND NOT EXISTS (SELECT 1 FROM stock_movement c WHERE c.product_id = p.id AND c.reason = 'counted' AND c.id > m.id)`;
/** What there was not of what is weighed was not taken: an order may hold less than its lines. */
const WRONG_HOLDS = `
  SELECT o.id, m.product_id, -m.delta AS held, l.amount FROM customer_order o
    JOIN (SELECT order_id, product_id, sum(delta) AS delta FROM stock_movement WHERE order_id IS NOT NULL GROUP BY 1, 2) m
      ON m.order_id = o.id
    LEFT JOIN (SELECT order_id, product_id,
                      sum(CASE weighed_by WHEN 'weight' THEN coalesce(final_grams, estimated_grams) ELSE quantity END) AS amount
                 FROM order_line GROUP BY 1, 2) l ON l.order_id = o.id AND l.product_id = m.product_id
   WHERE o.listing_id = $1
     AND -m.delta NOT BETWEEN 0 AND CASE WHEN o.state IN ('refused', 'cancelled', 'not-collected') THEN 0 ELSE coalesce(l.amount, 0) END`;

/** What a test reads of a shop's slots, stocks and rows. */
function readsOf(
  { work, here }: World,
  services: TestingModule,
): Pick<OrdersWorld, 'rowsOf' | 'slotsOf' | 'stockOf' | 'wrongStocks'> {
  const catalogue = services.get(CatalogueService);
  const rowsOf = <T>(sql: string, values: readonly unknown[] = []): Promise<T[]> =>
    work.read(here, (tx) => tx.manager.query<T[]>(sql, [...values]));
  return {
    rowsOf,
    slotsOf: (shop, lines) =>
      work.read(here, async (tx) => {
        const found = await services.get(OrderingShops).get(tx, shop, services.get(Clock).now());
        const basket = priceLines(lines, await catalogue.listIn(tx, shop));
        const [offer] = await services.get(Fulfilments).offers(tx, found);
        return offer ? services.get(OrderSlots).slotsIn(tx, offer, basket) : [];
      }),
    stockOf: async (shop, product) =>
      (await catalogue.list(here, shop)).find(({ id }) => id === product)?.stock,
    wrongStocks: async (shop) => [
      ...(await rowsOf(WRONG_SUMS, [shop])),
      ...(await rowsOf(WRONG_UNITS, [shop])),
      ...(await rowsOf(WRONG_HOLDS, [shop])),
    ],
  };
}

export const openOrdersWorld = async (env: Readonly<Record<string, string>> = {}): Promise<OrdersWorld> =>
  ordersOf(await openWorld({ env }));

/** The services of orders, at the time that a clock says. */
const orderServices = (world: World, clock: { readonly now: Date }): Promise<TestingModule> =>
  servicesOf(
    world,
    [CatalogueModule, OrdersModule, ShoppingListsModule],
    [
      { provide: Clock, useValue: { now: () => clock.now } },
      { provide: FileStorage, useValue: new DiskStorage(join(world.config.home, 'media'), systemClock) },
    ],
  );

/** Takes an order through states at the time of the clock; that nobody came, at the time of the order. */
const movedBy =
  (handling: OrderHandling, ctx: TenantContext, clock: { now: Date }): OrdersWorld['moved'] =>
  async (order, ...states) => {
    let current = order;
    for (const state of states) {
      const { now } = clock;
      if (state === 'not-collected' && now < current.slot.from) clock.now = current.slot.from;
      try {
        await handling.move(ctx, moveOf(current), state);
      } finally {
        clock.now = now;
      }
      current = await handling.get(ctx, order.id);
    }
    return current;
  };

/** The same on a world that there is already. */
export async function ordersOf(world: World): Promise<OrdersWorld> {
  const clock = { now: ORDERED_AT };
  const services = await orderServices(world, clock);
  const catalogue = services.get(CatalogueService);
  const settings = services.get(OrderingSettingsService);
  const placing = services.get(OrderPlacing);
  const handling = services.get(OrderHandling);
  const withdrawals = services.get(OrderWithdrawals);
  const { here } = world;
  const place: OrdersWorld['place'] = (shop, input, ctx = here) =>
    whileBusy(() => placing.place(ctx, shop, input, 'fr'));
  return {
    world,
    catalogue,
    settings,
    controls: services.get(OrderingControlsService),
    placing,
    handling,
    inboxes: services.get(OrderInboxes),
    handOvers: services.get(OrderHandOvers),
    withdrawals,
    mails: services.get(OrderMails),
    preparation: services.get(OrderPreparation),
    assurance: services.get(OrderAssurance),
    services,
    at: (now) => {
      clock.now = now;
    },
    place,
    aShop: async (rules = {}, ctx = here) => {
      const facts = { openingHoursText: 'Tu-Sa 07:00-13:00,15:00-19:00' };
      const [id = 0] = await writeListings(world, ctx, [{ facts }]);
      await anAccount(world, ctx, { grants: [{ listingId: id }] });
      await tellSaleDetails(world, ctx, id);
      const pickup = pickupRulesSchema.parse({ notice: 60, ...rules });
      await settings.save(ctx, id, { isOpen: true, kind: 'order', pausedUntil: null, pickup });
      return id;
    },
    aProduct: async (shop, more = {}, ctx = here) => {
      const id = randomUUID();
      const bread = { name: 'Pain de campagne', priceCents: 420, vat: 'reduced', withdrawal: 'perishable' };
      await catalogue.add(ctx, shop, id, productInputSchema.parse({ ...bread, ...more }));
      return id;
    },
    placed: async (shop, input) => handling.get(here, (await place(shop, input)).id),
    moved: movedBy(handling, here, clock),
    ...readsOf(world, services),
  };
}
