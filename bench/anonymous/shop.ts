import { randomUUID } from 'node:crypto';
import { pickupRulesSchema, productInputSchema } from '@halles/contracts';
import { CatalogueModule, CatalogueService } from '@halles/domain/catalogue';
import { OrderingSettingsService, OrdersModule } from '@halles/domain/orders';
import { required } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, servicesOf, type World } from '@halles/testing';
import { tellSaleDetails } from '@halles/testing/orders';

const PRODUCTS = 60;

/**
 * A shop whose page of orders is as dear as a merchant can make it: a slot every five minutes of a year, as many products as an
 * order takes.
 * @returns the last segment of its page's address
 */
export async function openDearShop(world: World, ctx: TenantContext): Promise<string> {
  const [listing] = await world.work.read(ctx, ({ manager }) =>
    manager.query<{ id: number; slug: string }[]>(
      `SELECT l.id, l.slug FROM listing l JOIN listing_source s ON s.listing_id = l.id
        WHERE length(s.facts->>'openingHoursText') > 10 AND l.visibility = 'public' ORDER BY l.id LIMIT 1`,
    ),
  );
  const { id, slug } = required(listing, 'a business that says when it is open');
  // Whom orders are for: a shop that nobody would answer for takes none.
  await anAccount(world, ctx, { grants: [{ listingId: id }] });
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
  await tellSaleDetails(world, ctx, id);
  await services
    .get(OrderingSettingsService)
    .save(ctx, id, { isOpen: true, kind: 'order', pausedUntil: null, pickup });
  return `${slug}-${id}`;
}
