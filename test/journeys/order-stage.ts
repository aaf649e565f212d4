import { randomUUID } from 'node:crypto';
import { orderInputSchema, pickupRulesSchema, productInputSchema } from '@halles/contracts';
import { CatalogueModule, CatalogueService } from '@halles/domain/catalogue';
import {
  Fulfilments,
  OrderHandling,
  OrderingSettingsService,
  OrderingShops,
  orderLink,
  OrderPlacing,
  OrderSlots,
  OrdersModule,
  type OrderState,
} from '@halles/domain/orders';
import { SignedLinks, type TenantTx } from '@halles/platform/tenancy';
import { servicesOf, signInAs, writeListings } from '@halles/testing';
import { HANDED_OVER, tellSaleDetails } from '@halles/testing/orders';
import type { MerchantStage } from './merchant-stage';
import { FILLED } from './stage-directory';

export const LOAF = 'Pain de campagne';

/** A shop that sells bread, and the cookie of who keeps it. */
export async function openBakery(stage: Pick<MerchantStage, 'world' | 'ctx' | 'originOf'>, email: string) {
  const { world, ctx } = stage;
  const facts = { displayName: 'Le Pain du Coin', openingHoursText: 'Mo-Su 00:00-24:00' };
  const [id = 0] = await writeListings(world, ctx, [{ facts }]);
  const { cookie, account } = await signInAs(world, ctx, { email, grants: [{ listingId: id }] });
  const services = await servicesOf(world, [CatalogueModule, OrdersModule]);
  for (const [name, priceCents, section] of [
    [LOAF, 420, 'Pains'],
    ['Baguette', 110, 'Pains'],
    ['Brioche', 650, 'Viennoiseries'],
  ] as const) {
    const said = { name, priceCents, section, vat: 'reduced', withdrawal: 'perishable' };
    const bread = productInputSchema.parse({ ...said, stock: 12, allergens: ['gluten'] });
    await services.get(CatalogueService).add(ctx, id, randomUUID(), bread);
  }
  const pickup = pickupRulesSchema.parse({ notice: 0, capacity: { orders: 3 } });
  const settings = { isOpen: true, kind: 'order', pausedUntil: null, pickup } as const;
  await tellSaleDetails(world, ctx, id);
  await services.get(OrderingSettingsService).save(ctx, id, settings);
  const shown = `${stage.originOf(FILLED)}/commerce/le-pain-du-coin-${String(id)}`;
  return { listing: id, address: shown, merchant: cookie, accountId: account.id };
}

/** A shop that sells nothing online and takes lists, and the cookie of who keeps it. */
export async function openGreengrocer(stage: MerchantStage, email: string) {
  const { world, ctx } = stage;
  const facts = { displayName: 'Primeur du Cours', openingHoursText: 'Mo-Su 00:00-24:00' };
  const [id = 0] = await writeListings(world, ctx, [{ facts }]);
  const { cookie } = await signInAs(world, ctx, { email, grants: [{ listingId: id }] });
  const services = await servicesOf(world, [CatalogueModule, OrdersModule]);
  const pickup = pickupRulesSchema.parse({ notice: 0 });
  await tellSaleDetails(world, ctx, id);
  await services.get(OrderingSettingsService).save(ctx, id, {
    ...{ isOpen: true, kind: 'order', pausedUntil: null, takesLists: true },
    pickup,
  });
  return { listing: id, merchant: cookie };
}

/**
 * Orders as the page does: what visitors send is limited, and one network sends all that these tests do.
 * @param quantity of loaves
 * @param email of the customer
 * @returns the address of the customer's page, and its id
 */
export async function placeOrderAt(
  stage: MerchantStage,
  listingId: number,
  { quantity = 1, email = 'odile@table.example' } = {},
): Promise<{ readonly id: string; readonly page: string }> {
  const services = await servicesOf(stage.world, [CatalogueModule, OrdersModule]);
  const [loaf] = await services.get(CatalogueService).list(stage.ctx, listingId);
  const shop = (tx: TenantTx) => services.get(OrderingShops).get(tx, listingId, new Date());
  const placing = services.get(OrderPlacing);
  const slots = await stage.world.work.read(stage.ctx, async (tx) => {
    const [offer] = await services.get(Fulfilments).offers(tx, await shop(tx));
    return offer ? services.get(OrderSlots).slotsIn(tx, offer, []) : [];
  });
  const input = orderInputSchema.parse({
    idempotencyKey: randomUUID(),
    kind: 'order',
    lines: [{ productId: loaf?.id, quantity, unitCents: loaf?.priceCents }],
    slotFrom: slots.at(5)?.from,
    name: 'Marc Ferrand',
    email,
  });
  const { id } = await placing.place(stage.ctx, listingId, input, 'fr');
  const token = new SignedLinks(stage.world.config.masterKey).issue(stage.ctx, orderLink, { id, serial: 0 });
  return { id, page: `${stage.originOf(FILLED)}/commande/${token}` };
}

/** Somebody of the shop takes a step, elsewhere. */
export async function moveOrder(
  stage: MerchantStage,
  listingId: number,
  orderId: string,
  to: OrderState,
  accountId: string | null = null,
): Promise<void> {
  const handling = (await servicesOf(stage.world, [CatalogueModule, OrdersModule])).get(OrderHandling);
  const { event: seen } = await handling.get(stage.ctx, orderId);
  await handling.move(
    stage.ctx,
    { ...{ listingId, orderId, seen, accountId }, actor: 'merchant', handOver: HANDED_OVER },
    to,
  );
}
