import { randomUUID } from 'node:crypto';
import { pickupRulesSchema, productInputSchema } from '@halles/contracts';
import { CatalogueModule, CatalogueService } from '@halles/domain/catalogue';
import { OrderingSettingsService, OrdersModule } from '@halles/domain/orders';
import { required } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { servicesOf, type World, writeListings } from '@halles/testing';

const PRODUCTS = 60;

/**
 * A shop whose page of orders is as dear as a merchant can make it: open day and night, a slot every five minutes of a year,
 * as many products as an order takes.
 * @returns the last segment of its page's address
 */
export async function openDearShop(world: World, ctx: TenantContext): Promise<string> {
  const facts = { displayName: 'Le Grand Étal', openingHoursText: 'Mo-Su 00:00-24:00' };
  const [listing] = await writeListings(world, ctx, [{ source: 'sirene', facts }]);
  const id = required(listing, 'a listing that was written');
  const services = await servicesOf(world, [CatalogueModule, OrdersModule]);
  const catalogue = services.get(CatalogueService);
  for (let at = 1; at <= PRODUCTS; at += 1)
    await catalogue.add(
      ctx,
      id,
      randomUUID(),
      productInputSchema.parse({
        name: `Produit ${at} de la maison`,
        description: 'Fait ici, le matin même. '.repeat(10),
        priceCents: 420,
        vat: 'reduced',
        withdrawal: 'perishable',
      }),
    );
  const pickup = pickupRulesSchema.parse({ length: 5, step: 5, notice: 0, horizon: 365 });
  await services
    .get(OrderingSettingsService)
    .save(ctx, id, { isOpen: true, kind: 'order', pausedUntil: null, pickup });
  return `le-grand-etal-${id}`;
}
