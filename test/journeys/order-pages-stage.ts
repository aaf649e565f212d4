import { randomUUID } from 'node:crypto';
import { pickupRulesSchema } from '@halles/contracts';
import {
  creditNumber,
  CreditNotes,
  Fulfilments,
  FulfilmentSettingsService,
  OrderConfirmations,
  orderConfirmLink,
  OrderingShops,
  orderLink,
  OrderReturns,
  OrderSlots,
} from '@halles/domain/orders';
import { DAY, required } from '@halles/kernel';
import { getTenant } from '@halles/platform/provisioning';
import { createContext, SignedLinks, type TenantContext, toTenant } from '@halles/platform/tenancy';
import {
  anOrder,
  basketOf,
  ordersOf,
  type OrdersWorld,
  type PaidOrders,
  paidOrdersOf,
  stripeEnv,
  HANDED_OVER,
} from '@halles/testing/orders';
import { FakeStripe } from '@halles/testing/stripe';
import { openPortalStage, type PortalStage } from './portal-stage';
import { FILLED } from './stage-directory';

/** What the addresses of its pages are made of, once `openOrderPages` ran. */
export interface OrderPlaces {
  /** Numbers of the shops that sell bread, and that take lists. */
  readonly bakery: number;
  readonly grocer: number;
  /** Links to orders, by how far they are. */
  readonly toConfirm: string;
  readonly confirmed: string;
  readonly confirm: string;
  readonly confirmedAlready: string;
  readonly toPay: string;
  readonly held: string;
  readonly charged: string;
  readonly released: string;
  /** One that was handed over, of which its shop gave something back, and the number of the credit note. */
  readonly credited: string;
  readonly creditNote: string;
}

let opened: OrderPlaces | undefined;

/** @throws Error the stage has no orders */
export const orderPlaces = (): OrderPlaces => required(opened, 'the orders of the stage');

/** A stage with shops and orders in a territory, whose payments a Stripe that is played has. */
export async function openOrderPages(): Promise<PortalStage> {
  const stripe = await FakeStripe.open();
  const stage = await openPortalStage(stripeEnv(stripe));
  const close = async (): Promise<void> => {
    await stage.close();
    await stripe.close();
  };
  try {
    opened = await placeOrders(stage, stripe);
  } catch (error) {
    await close();
    throw error;
  }
  return { ...stage, close };
}

async function placeOrders({ world }: PortalStage, stripe: FakeStripe): Promise<OrderPlaces> {
  const record = await getTenant(world.installation.platform(), FILLED);
  const ctx = createContext(toTenant(record), { kind: 'visitor' }, 'a journey');
  const on = await ordersOf(world);
  on.at(new Date());
  const paid = paidOrdersOf(on, stripe);
  const links = new SignedLinks(world.config.masterKey);
  const { shop: bakery } = await paid.aPaidShop('online', ctx);
  const bread = await on.aProduct(bakery, {}, ctx);
  await addStall(on, ctx, bakery);
  const grocer = await on.aShop({}, ctx);
  const pickup = pickupRulesSchema.parse({ notice: 60 });
  const rules = { isOpen: true, kind: 'order', pausedUntil: null, pickup } as const;
  await on.settings.save(ctx, grocer, { ...rules, takesLists: true });
  const careful = await on.aShop({}, ctx);
  const careRules = {
    isOpen: true,
    kind: 'order',
    length: 30,
    notice: 60,
    orders: null,
    horizon: 7,
  } as const;
  await on.settings.change(ctx, careful, { ...careRules, confirmsContact: true });
  const loaf = await on.aProduct(careful, {}, ctx);

  const placed = async (shop: number, product: string, more: object = {}): Promise<string> => {
    const slotFrom = await aSlot(on, ctx, shop);
    return (await on.place(shop, anOrder(basketOf(product), { slotFrom, ...more }), ctx)).id;
  };
  const linkTo = (id: string): string => links.issue(ctx, orderLink, { id, serial: 0 });
  const confirmLinkOf = (id: string): string => links.issue(ctx, orderConfirmLink, { id, serial: 0 });
  const [toConfirm, confirmed] = [await placed(careful, loaf), await placed(careful, loaf)];
  await on.services.get(OrderConfirmations).confirm(ctx, { id: confirmed, listingId: careful });
  const online = () => placed(bakery, bread, { payment: 'online' });
  const held = await authorised(paid, ctx, await online());
  const charged = await authorised(paid, ctx, await online(), 'accepted');
  const released = await authorised(paid, ctx, await online(), 'refused');
  const credited = await givenBack(on, ctx, await placed(careful, loaf));
  return {
    ...{ bakery, grocer, toConfirm: linkTo(toConfirm), confirmed: linkTo(confirmed) },
    ...{ confirm: confirmLinkOf(toConfirm), confirmedAlready: confirmLinkOf(confirmed) },
    ...{ toPay: linkTo(await online()), held: linkTo(held) },
    ...{ charged: linkTo(charged), released: linkTo(released) },
    ...{ credited: linkTo(credited.id), creditNote: credited.note },
  };
}

/** Has an order handed over, and its shop give back what was spoilt. */
async function givenBack(
  { handling, services }: OrdersWorld,
  ctx: TenantContext,
  id: string,
): Promise<{ readonly id: string; readonly note: string }> {
  const { listingId } = await handling.get(ctx, id);
  await services.get(OrderConfirmations).confirm(ctx, { id, listingId });
  for (const state of ['accepted', 'collected'] as const) {
    const { event: seen } = await handling.get(ctx, id);
    await handling.move(
      ctx,
      { ...{ listingId, orderId: id, seen, accountId: null }, actor: 'merchant', handOver: HANDED_OVER },
      state,
    );
  }
  await services.get(OrderReturns).giveBack(ctx, { orderId: id, listingId, positions: [1] });
  const [note] = await services.get(CreditNotes).list(ctx, id);
  return { id, note: creditNumber(required(note, 'a credit note').number) };
}

async function addStall(on: OrdersWorld, ctx: TenantContext, shop: number): Promise<void> {
  const stall = {
    ...{ id: randomUUID(), isOn: true, name: 'Stand du marché', address: 'Place des Halles', position: null },
    ...{ hours: 'Mo-Su 08:00-13:00', slots: pickupRulesSchema.parse({ notice: 60 }) },
  };
  await on.services
    .get(FulfilmentSettingsService)
    .change(ctx, shop, (before) => ({ ...before, points: [stall] }));
}

/** One of tomorrow or later: what is seen does not depend on the hour of the day. */
export async function aSlot(
  { world, services }: OrdersWorld,
  ctx: TenantContext,
  shop: number,
): Promise<number> {
  const slots = await world.work.read(ctx, async (tx) => {
    const found = await services.get(OrderingShops).get(tx, shop, new Date());
    const [offer] = await services.get(Fulfilments).offers(tx, found);
    return offer ? services.get(OrderSlots).slotsIn(tx, offer, []) : [];
  });
  return required(
    slots.find(({ from }) => from > Date.now() + DAY),
    'a slot',
  ).from;
}

/** Has its customer pay an order, and its shop answer it. */
async function authorised(
  { on, payments, stripe }: PaidOrders,
  ctx: TenantContext,
  id: string,
  answer?: 'accepted' | 'refused',
): Promise<string> {
  const back = { returnUrl: 'https://bordeaux.example/commande/x', locale: 'fr' } as const;
  await payments.checkoutUrl(ctx, await on.handling.get(ctx, id), back);
  stripe.pay(stripe.lastSession.id);
  await payments.settle(ctx, id);
  if (answer === undefined) return id;
  const { listingId, event: seen } = await on.handling.get(ctx, id);
  const move = { listingId, orderId: id, seen, actor: 'merchant', accountId: null } as const;
  await on.handling.move(ctx, move, answer);
  await payments.settle(ctx, id);
  return id;
}
