import { randomUUID } from 'node:crypto';
import { deliveryRulesSchema } from '@halles/contracts';
import {
  CounterPayments,
  FulfilmentSettingsService,
  type Order,
  OrderAmendments,
  OrderReturns,
  OrderWeighing,
} from '@halles/domain/orders';
import { SECOND } from '@halles/kernel';
import { anAccount } from '@halles/testing';
import { anOrder, moveOf, ORDERED_AT, outcomesOf, type PaidOrders } from '@halles/testing/orders';

const PLACE = { timeZone: 'Europe/Paris', department: '33' };
const CUT = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;
const PRICES = [2_490, 1_451, 333, 107] as const;

/** A shop that is paid online, brings what is ordered for a fee, and sells by weight too, at three rates of tax. */
export interface PaidShop {
  readonly shop: number;
  readonly goods: readonly string[];
  readonly city: string;
  /** The account of who keeps it. */
  readonly owner: string;
}

export async function aBusyShop({ on, aPaidShop }: PaidOrders): Promise<PaidShop> {
  const { shop } = await aPaidShop();
  const [commune = { code: '', name: '' }] = await on.rowsOf<{ code: string; name: string }>(
    'SELECT code, name FROM commune ORDER BY name',
  );
  const zone = {
    ...{ id: randomUUID(), area: { by: 'communes', codes: [commune.code] } },
    ...{ feeCents: 353, minimumCents: 0, freeFromCents: null },
  };
  await on.services.get(FulfilmentSettingsService).change(on.world.here, shop, (before) => ({
    ...before,
    delivery: { isOn: true, rules: deliveryRulesSchema.parse({ slots: { notice: 60 }, zones: [zone] }) },
  }));
  const right = { withdrawal: 'right' as const };
  const goods = [
    await on.aProduct(shop, { ...right, name: 'Rumsteck', priceCents: PRICES[0], weighing: CUT }),
    await on.aProduct(shop, { ...right, name: 'Moule', vat: 'standard', priceCents: PRICES[1] }),
    await on.aProduct(shop, { ...right, name: 'Stylo', vat: 'intermediate', priceCents: PRICES[2] }),
    await on.aProduct(shop, { ...right, name: 'Pain', vat: 'reduced', priceCents: PRICES[3] }),
  ];
  const { id: owner } = await anAccount(on.world, on.world.here, {});
  return { shop, goods, city: commune.name, owner };
}

/** Orders that are paid online, with whatever may become of them. */
export class RandomPaidOrders {
  private seconds = 0;

  constructor(
    private readonly paid: PaidOrders,
    private readonly random: () => number,
  ) {}

  private get here() {
    return this.paid.on.world.here;
  }

  private pick<T>(...some: readonly T[]): T {
    return some[Math.floor(this.random() * some.length)] as T;
  }

  private tick(): void {
    this.seconds += 1;
    this.paid.at(new Date(ORDERED_AT.getTime() + this.seconds * SECOND));
  }

  /** One of them, once the provider has answered to all. @returns its id */
  async next(shop: PaidShop): Promise<string> {
    this.tick();
    const placed = await this.paid.on.placed(shop.shop, this.basket(shop));
    const payment = await this.paid.pay(placed);
    const { id } = await this.paid.settled(placed);
    if (this.pick(true, false, false)) await this.tryTo(id, (order) => this.refuseInPart(order, shop));
    await this.moved(id, 'accepted');
    if (this.pick(true, false, false)) await this.tryTo(id, (order) => this.withdraw(order));
    await this.tryTo(id, (order) => this.weigh(order));
    if (this.pick(true, false, false)) this.paid.stripe.failNext(/capture/, 'refused');
    await this.settle(id);
    await this.moved(id, this.pick('collected', 'collected', 'collected', 'cancelled'));
    await this.settle(id);
    for (let count = this.pick(0, 1, 2, 3); count > 0; count -= 1) {
      await this.tryTo(id, (order) => this.afterwards(order, payment));
      await this.settle(id);
    }
    this.paid.stripe.recover();
    await this.settle(id);
    await this.settle(id);
    return id;
  }

  private basket({ goods, city }: PaidShop) {
    const lines = goods.flatMap((productId, index) => {
      if (index > 1 && this.pick(true, false)) return [];
      const weight = index === 0 ? { by: 'weight' as const, grams: this.pick(300, 350, 800) } : null;
      const quantity = index === 0 ? 1 : this.pick(1, 2, 7);
      return [{ productId, quantity, unitCents: PRICES[index], weight, choices: [] }];
    });
    const address = { street: '3 rue des Alpes', postalCode: '33000', city };
    const brought = this.pick(true, false) ? { fulfilment: { mode: 'delivery', address } } : {};
    return anOrder(lines, { ...brought, payment: 'online' });
  }

  /** What cannot be done now is refused by a word of ours, and nothing more. */
  private async tryTo(id: string, act: (order: Order) => Promise<unknown>): Promise<void> {
    this.tick();
    const order = await this.paid.on.handling.get(this.here, id);
    const [outcome] = outcomesOf(await Promise.allSettled([act(order)]));
    expect(outcome).toMatch(/^[a-z-]+$/);
  }

  private async settle(id: string): Promise<void> {
    this.tick();
    await this.paid.settled(await this.paid.on.handling.get(this.here, id));
  }

  private moved(id: string, to: 'accepted' | 'collected' | 'cancelled'): Promise<void> {
    return this.tryTo(id, (order) => this.paid.on.handling.move(this.here, moveOf(order), to));
  }

  private async refuseInPart(order: Order, shop: PaidShop): Promise<void> {
    const of = { orderId: order.id, listingId: order.listingId };
    const amendments = this.paid.on.services.get(OrderAmendments);
    const changes = [{ position: 2, quantity: this.pick(0, 1), substitute: null }];
    const proposal = { ...of, accountId: shop.owner, seen: order.event, hours: 1 as const, changes };
    await amendments.propose(this.here, proposal);
    this.tick();
    const { event: seen } = await this.paid.on.handling.get(this.here, order.id);
    await amendments.agree(this.here, { ...of, seen });
  }

  private weigh(order: Order): Promise<void> {
    const grams = this.pick(280, 345, 760, 1_000);
    const weights = new Map([[1, grams]]);
    return this.paid.on.services.get(OrderWeighing).weigh(this.here, moveOf(order), weights, new Set([1]));
  }

  private withdraw({ id, listingId, lines }: Order): Promise<void> {
    const positions = [1 + Math.floor(this.random() * lines.length)];
    const declared = { positions, name: 'Odile', email: 'odile@example.org' };
    return this.paid.on.withdrawals.withdraw(this.here, { orderId: id, listingId, ...declared }, PLACE);
  }

  private async afterwards(order: Order, payment: string): Promise<unknown> {
    const { on, stripe } = this.paid;
    const of = { orderId: order.id, listingId: order.listingId };
    const position = 1 + Math.floor(this.random() * order.lines.length);
    switch (this.pick('withdraw', 'pieces', 'amount', 'counter', 'dashboard')) {
      case 'withdraw':
        return this.withdraw(order);
      case 'pieces':
      case 'amount': {
        const part = this.pick({ position, pieces: 1 }, { position, cents: this.pick(1, 37, 250) });
        const back = { positions: [], parts: [part], isRestocked: this.pick(true, false) };
        return on.services.get(OrderReturns).giveBack(this.here, { ...of, ...back });
      }
      case 'counter':
        return on.services.get(CounterPayments).note(this.here, { ...of, seen: order.event });
      case 'dashboard': {
        const { amount_received: captured, latest_charge, status } = stripe.intent(payment);
        const left = captured - (latest_charge?.amount_refunded ?? 0);
        if (status === 'succeeded' && left > 0)
          stripe.refundByHand(payment, Math.min(this.pick(1, 50, 301), left));
        return undefined;
      }
    }
  }
}
