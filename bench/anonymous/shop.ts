import { randomUUID } from 'node:crypto';
import { MAX_CHOICES, pickupRulesSchema, productInputSchema } from '@halles/contracts';
import { CatalogueModule, CatalogueService, MAX_PRODUCTS } from '@halles/domain/catalogue';
import { Messaging, MessagingModule } from '@halles/domain/conversations';
import { OrderingSettingsService, OrdersModule } from '@halles/domain/orders';
import { required } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, servicesOf, type World } from '@halles/testing';
import { agendasOf } from '@halles/testing/agendas';
import { tellSaleDetails } from '@halles/testing/orders';

/** So many products with all choices stand among the first, that a page of a hundred has as many as it holds. */
const EVERY = 16;
const FIRST_PAGE = 100;
const STAFF = 50;

const OPTIONS = Array.from({ length: 3 }, (_, group) => ({
  name: `Groupe ${group} de la maison`,
  min: 0,
  max: MAX_CHOICES,
  choices: Array.from({ length: MAX_CHOICES }, (__, at) => ({ name: `Choix ${at} du groupe`, cents: 10 })),
}));

/** What of such a shop stands in addresses. */
export interface DearShop {
  /** Last segment of the address of its page. */
  readonly shop: string;
  /** Of its agenda. */
  readonly service: string;
}

/**
 * A shop whose pages are as dear as a merchant can make them: a slot for orders every five minutes of a year, as many products and
 * choices as a shop may have, fifty who serve in its agenda for a year ahead, and messages.
 */
export async function openDearShop(world: World, ctx: TenantContext): Promise<DearShop> {
  const [listing] = await world.work.read(ctx, ({ manager }) =>
    manager.query<{ id: number; slug: string }[]>(
      `SELECT l.id, l.slug FROM listing l JOIN listing_source s ON s.listing_id = l.id
        WHERE length(s.facts->>'openingHoursText') > 10 AND l.visibility = 'public' ORDER BY l.id LIMIT 1`,
    ),
  );
  const { id, slug } = required(listing, 'a business that says when it is open');
  // Whom orders are for: a shop that nobody would answer for takes none.
  await anAccount(world, ctx, { grants: [{ listingId: id }] });
  const services = await servicesOf(world, [CatalogueModule, OrdersModule, MessagingModule]);
  const catalogue = services.get(CatalogueService);
  for (let at = 1; at <= MAX_PRODUCTS; at += 1)
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
        options: at > FIRST_PAGE || at % EVERY === 0 ? OPTIONS : [],
      }),
    );
  const pickup = pickupRulesSchema.parse({ length: 5, step: 5, notice: 0, horizon: 365 });
  await tellSaleDetails(world, ctx, id);
  await services
    .get(OrderingSettingsService)
    .save(ctx, id, { isOpen: true, kind: 'order', pausedUntil: null, pickup });
  await services.get(Messaging).setOpen(ctx, id, true);
  const agendas = await agendasOf(world);
  const { service } = await agendas.anAgenda(id, { settings: { horizon: 365 }, staff: STAFF }, ctx);
  return { shop: `${slug}-${id}`, service };
}
