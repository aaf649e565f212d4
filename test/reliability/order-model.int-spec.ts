import { required, MINUTE } from '@halles/kernel';
import type { OrderActor, OrderState } from '@halles/domain/orders';
import {
  anOrder,
  moveOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  TEN,
  whileBusy,
} from '@halles/testing/orders';
import fc from 'fast-check';
import { note, setting } from './measure';

/** The suite tries a few; `MODEL_RUNS=10000 npm test -- order-model` is the whole measure. */
const RUNS = setting('MODEL_RUNS', 12);

/** Of each slot of half an hour. */
const CAPACITY = { orders: 2, items: 5 };
const PRODUCTS = 3;
const SLOTS = 2;

jest.setTimeout(2 * MINUTE + RUNS * 5_000);

/** What somebody does. `order`: counted from the first one that was placed, as often around as it takes. */
type Act =
  | { readonly kind: 'place'; readonly quantities: readonly number[]; readonly slot: number }
  | {
      readonly kind: 'move';
      readonly order: number;
      readonly to: OrderState;
      readonly actor: OrderActor;
      readonly hasSeen: boolean;
    }
  | { readonly kind: 'delay'; readonly order: number; readonly slots: number }
  | { readonly kind: 'count'; readonly product: number; readonly stock: number };

interface ModelOrder {
  readonly quantities: readonly number[];
  slot: number;
  state: OrderState;
  /** Who took its last step. */
  by: OrderActor;
}

/** Where the shop can bring an order, and where the last step can be taken back to: as people are told, and not as it is written. */
const NEXT: Readonly<Partial<Record<OrderState, readonly OrderState[]>>> = {
  received: ['accepted', 'refused', 'cancelled'],
  accepted: ['received', 'preparing', 'ready', 'collected', 'not-collected', 'cancelled'],
  preparing: ['accepted', 'ready', 'collected', 'not-collected', 'cancelled'],
  ready: ['accepted', 'preparing', 'collected', 'not-collected', 'cancelled'],
  collected: ['accepted', 'preparing', 'ready'],
  'not-collected': ['accepted', 'preparing', 'ready'],
  refused: ['received'],
  cancelled: ['received', 'accepted'],
};
const OVER: readonly OrderState[] = ['refused', 'cancelled', 'not-collected'];
const STEPS = Object.keys(NEXT) as OrderState[];

/** Whether the shop is open at a slot, counted from ten o'clock in half hours: 7:00 to 13:00 and 15:00 to 19:00, on all days that delays reach. */
function isOpenAt(slot: number): boolean {
  const hour = ((20 + slot) % 48) / 2;
  return (hour >= 7 && hour < 13) || (hour >= 15 && hour < 19);
}

const isOver = ({ state }: Pick<ModelOrder, 'state'>): boolean => OVER.includes(state);

/** A shop as its customers and its merchant understand it: shelves, slots and orders, and no database. */
class ModelShop {
  readonly orders: ModelOrder[] = [];

  constructor(readonly stock: number[]) {}

  /** Does what can be done, and says what came of it. */
  act(act: Act): string {
    if (act.kind === 'place') return this.place(act.quantities, act.slot);
    if (act.kind === 'count') {
      this.stock[act.product] = act.stock;
      return 'done';
    }
    const order = required(this.orders[act.order % this.orders.length], 'an order');
    return act.kind === 'move' ? this.move(order, act) : this.delay(order, act.slots);
  }

  private place(quantities: readonly number[], slot: number): string {
    const refusal = this.refusalOf({ quantities, slot });
    if (refusal !== null) return refusal;
    this.shift(quantities, -1);
    this.orders.push({ quantities, slot, state: 'received', by: 'customer' });
    return 'done';
  }

  private move(
    order: ModelOrder,
    { to, actor, hasSeen }: Pick<Act & { kind: 'move' }, 'to' | 'actor' | 'hasSeen'>,
  ): string {
    const { state, by } = order;
    const isBack = isOver(order) || state === 'collected' || STEPS.indexOf(to) < STEPS.indexOf(state);
    const isTheirs = actor === 'merchant' || (to === 'cancelled' && ['received', 'accepted'].includes(state));
    if (!hasSeen || !NEXT[state]?.includes(to) || !isTheirs || (isBack && by === 'customer'))
      return 'order-moved';
    // Who accepts it is asked once more where it was put off into a time when the shop is closed.
    if (state === 'received' && to === 'accepted' && !isOpenAt(order.slot)) return 'shop-closed-then';
    if (isOver(order)) {
      const refusal = this.refusalOf(order);
      // What a customer is told of a basket is none of a shop's.
      if (refusal !== null) return 'order-not-restorable';
      this.shift(order.quantities, -1);
    } else if (OVER.includes(to)) this.shift(order.quantities, 1);
    order.state = to;
    order.by = actor;
    return 'done';
  }

  private delay(order: ModelOrder, slots: number): string {
    if (!['received', 'accepted', 'preparing'].includes(order.state)) return 'order-moved';
    order.slot += slots;
    order.by = 'merchant';
    return 'done';
  }

  private refusalOf({ quantities, slot }: Pick<ModelOrder, 'quantities' | 'slot'>): string | null {
    if (quantities.some((quantity, product) => quantity > (this.stock[product] ?? 0)))
      return 'basket-changed';
    const others = this.orders.filter((order) => order.slot === slot && !isOver(order));
    const items = [...others.map((order) => sum(order.quantities)), sum(quantities)];
    return others.length >= CAPACITY.orders || sum(items) > CAPACITY.items ? 'slot-refused' : null;
  }

  private shift(quantities: readonly number[], by: 1 | -1): void {
    for (const [product, quantity] of quantities.entries())
      this.stock[product] = (this.stock[product] ?? 0) + by * quantity;
  }
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** The same shop, as it is stored. */
class StoredShop {
  private readonly ids: string[] = [];

  private constructor(
    private readonly orders: OrdersWorld,
    private readonly shop: number,
    private readonly products: readonly string[],
  ) {}

  static async open(orders: OrdersWorld, stock: readonly number[]): Promise<StoredShop> {
    const shop = await orders.aShop({ capacity: CAPACITY });
    const products: string[] = [];
    for (const count of stock) products.push(await orders.aProduct(shop, { stock: count }));
    return new StoredShop(orders, shop, products);
  }

  /** @returns what came of it: `done`, or the code of the error */
  async act(act: Act): Promise<string> {
    try {
      await whileBusy(() => this.tryTo(act));
      return 'done';
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    }
  }

  /** Shelves, orders, and what does not add up. */
  async read() {
    const stock = [];
    for (const product of this.products) stock.push(await this.orders.stockOf(this.shop, product));
    const orders = await this.orders.rowsOf<{ state: OrderState; slot: number }>(
      `SELECT state, (extract(epoch FROM slot_from) * 1000 - $2::float8)::float8 / $3::float8 AS slot
         FROM customer_order WHERE listing_id = $1 ORDER BY number`,
      [this.shop, TEN, 30 * MINUTE],
    );
    return { stock, orders, wrong: await this.orders.wrongStocks(this.shop) };
  }

  private async tryTo(act: Act): Promise<void> {
    const { orders, shop, products } = this;
    const { here } = orders.world;
    if (act.kind === 'place') {
      const lines = act.quantities.flatMap((quantity, product) =>
        quantity === 0 ? [] : [{ productId: products[product], quantity, unitCents: 420 }],
      );
      const input = anOrder(lines, { slotFrom: TEN + act.slot * 30 * MINUTE });
      this.ids.push((await orders.place(shop, input)).id);
    } else if (act.kind === 'count') {
      const found = await orders.catalogue.get(here, shop, products[act.product] ?? '');
      const { id, listingId: _, position: __, archivedAt: ___, ...said } = found;
      await orders.catalogue.change(here, shop, id, { ...said, stock: act.stock }, null);
    } else {
      const id = required(this.ids[act.order % this.ids.length], 'an order');
      const order = await orders.handling.get(here, id);
      if (act.kind === 'delay') await orders.handling.delay(here, moveOf(order), act.slots * 30, true);
      else {
        const seen = act.hasSeen ? order.event : order.event - 2;
        // That nobody came is noted once the time of the order has begun.
        if (act.to === 'not-collected') orders.at(order.slot.from);
        await orders.handling
          .move(here, moveOf(order, { actor: act.actor, seen }), act.to)
          .finally(() => orders.at(ORDERED_AT));
      }
    }
  }
}

/** The same before there is a state to go on from: `choice` is one of where it can be brought, or of all where `isAny`. */
type Draft =
  | Exclude<Act, { readonly kind: 'move' }>
  | (Omit<Extract<Act, { readonly kind: 'move' }>, 'to'> & {
      readonly choice: number;
      readonly isAny: boolean;
    });

/** @returns null for what is done to an order where there is none */
function actOf(draft: Draft, { orders }: ModelShop): Act | null {
  if (draft.kind === 'place' || draft.kind === 'count') return draft;
  const order = orders[draft.order % orders.length];
  if (!order) return null;
  if (draft.kind === 'delay') return draft;
  const { choice, isAny, ...move } = draft;
  const choices = isAny ? STEPS : (NEXT[order.state] ?? STEPS);
  return { ...move, to: choices[choice % choices.length] ?? 'accepted' };
}

const drafts: fc.Arbitrary<Draft> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('place' as const),
      quantities: fc
        .array(fc.constantFrom(0, 0, 1, 2), { minLength: PRODUCTS, maxLength: PRODUCTS })
        .filter((quantities) => sum(quantities) > 0 && sum(quantities) <= CAPACITY.items),
      slot: fc.nat(SLOTS - 1),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      order: fc.nat(5),
      choice: fc.nat(20),
      isAny: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      actor: fc.constantFrom<OrderActor>('merchant', 'merchant', 'merchant', 'customer'),
      hasSeen: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('delay' as const),
      order: fc.nat(5),
      slots: fc.integer({ min: 1, max: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('count' as const),
      product: fc.nat(PRODUCTS - 1),
      stock: fc.nat(9),
    }),
  },
);

describe('a shop does with its orders what it is understood to do', () => {
  let orders: OrdersWorld;
  const outcomes = new Map<string, number>();

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());

  it('whatever is ordered, moved, taken back, put off and counted, in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(9), { minLength: PRODUCTS, maxLength: PRODUCTS }),
        fc.array(drafts, { minLength: 10, maxLength: 30 }),
        async (stock, steps) => {
          const model = new ModelShop([...stock]);
          const stored = await StoredShop.open(orders, stock);
          for (const draft of steps) {
            const step = actOf(draft, model);
            if (!step) continue;
            const expected = model.act(step);
            expect([step, await stored.act(step)]).toEqual([step, expected]);
            const key = `${step.kind}: ${expected}`;
            outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
          }
          expect(await stored.read()).toEqual({
            stock: model.stock,
            orders: model.orders.map(({ state, slot }) => ({ state, slot })),
            wrong: [],
          });
        },
      ),
      // Which steps led to it says enough: looking for fewer of them takes minutes.
      { numRuns: RUNS, endOnFailure: true },
    );
    note('what came of it', Object.fromEntries(outcomes));
    // What never happened was not tried.
    expect([...outcomes.keys()].sort()).toEqual(
      expect.arrayContaining(['move: done', 'move: order-moved', 'place: done', 'place: slot-refused']),
    );
  });
});
