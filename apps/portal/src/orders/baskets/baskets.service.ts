import { CatalogueService } from '@halles/domain/catalogue';
import { type Listing, ListingService } from '@halles/domain/listings';
import {
  type BasketChange,
  changesOf,
  conditionsOf,
  controlsAt,
  type FulfilmentOffer,
  Fulfilments,
  linesOf,
  type OrderLine,
  OrderingShops,
  OrderSlots,
  pricedTogether,
  type PricedLine,
  priceLines,
  slotOf,
} from '@halles/domain/orders';
import type { Slot } from '@halles/domain/pickup-slots';
import { Clock } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { SummaryLine } from '../checkout/order.form';
import { hadOf } from './basket-had';
import { type StoredBasket, storedBaskets } from './basket-cookie';

/** A basket with what its shop says of it today. */
export interface OpenBasket {
  readonly basket: StoredBasket;
  /** Null where the portal shows the shop no more. */
  readonly listing: Listing | null;
  /** Null where it takes no orders. */
  readonly ordering: {
    /** It takes orders again then. */
    readonly pausedUntil: Date | null;
    /** The way to receive it that was chosen, else the first that the shop has. */
    readonly offer: FulfilmentOffer;
    /** Those of the offer; none while it is paused. */
    readonly slots: readonly Slot[];
  } | null;
  /** What of it can be had, at the prices of today. */
  readonly lines: readonly OrderLine[];
  /** What of it cannot be had, at the same prices. */
  readonly missing: readonly OrderLine[];
  /** What of it the shop sells as it was chosen, at the prices of today: the rest may be anybody's words, and is not passed on. */
  readonly sold: readonly SummaryLine[];
  /** What is not as it was when the basket was stored. */
  readonly changes: readonly BasketChange[];
}

/** What a page says of baskets besides its own matter. */
export interface BasketsAround {
  /** The basket that a form is filled in with. */
  readonly opened: OpenBasket | null;
  /** Where its customer has others. */
  readonly others: readonly BasketShop[];
}

/** A shop that somebody has a basket of. */
export interface BasketShop {
  readonly listing: Listing;
  /** Milliseconds since 1970; null while no slot was chosen. */
  readonly slotFrom: number | null;
}

const bySlot = (baskets: readonly StoredBasket[]): StoredBasket[] => {
  const at = ({ slotFrom }: StoredBasket): number => slotFrom ?? Number.MAX_SAFE_INTEGER;
  return baskets.toSorted((one, other) => at(one) - at(other));
};

/** A line at the price of today; nothing where it cannot be had as it was chosen. Pure. */
const soldLine = ({ productId, quantity, choices, price }: PricedLine<SummaryLine>): SummaryLine[] =>
  price === null || 'problem' in price
    ? []
    : [{ productId, quantity, choices, weight: price.weight, unitCents: price.unitCents }];

const NOTHING = { ordering: null, lines: [], missing: [], sold: [], changes: [] } as const;

/** Baskets that browsers store, as shops see them today. */
@Injectable()
export class Baskets {
  constructor(
    private readonly work: UnitOfWork,
    private readonly listings: ListingService,
    private readonly shops: OrderingShops,
    private readonly catalogue: CatalogueService,
    private readonly fulfilments: Fulfilments,
    private readonly orderSlots: OrderSlots,
    private readonly clock: Clock,
  ) {}

  /** In the order in which they were stored. */
  async open(ctx: TenantContext, baskets: readonly StoredBasket[]): Promise<OpenBasket[]> {
    if (baskets.length === 0) return [];
    const opened = await this.work.read(ctx, async (tx) => {
      const found: OpenBasket[] = [];
      for (const basket of baskets) found.push(await this.openIn(tx, basket));
      return found;
    });
    return Promise.all(opened.map((one) => this.withNames(ctx, one)));
  }

  /** The shops that baskets are of, those that the portal shows: by the slots that were chosen, then the others. */
  async shopsOf(ctx: TenantContext, baskets: readonly StoredBasket[]): Promise<BasketShop[]> {
    if (baskets.length === 0) return [];
    return this.work.read(ctx, async (tx) => {
      const found: BasketShop[] = [];
      for (const { listingId, slotFrom } of bySlot(baskets)) {
        const listing = await this.listings.findIn(tx, listingId);
        if (listing) found.push({ listing, slotFrom });
      }
      return found;
    });
  }

  /** What the form of a shop says of baskets: what changed of the one that it is opened with, and where there are others. */
  async around(
    ctx: TenantContext,
    cookies: string | undefined,
    { id, stored }: { readonly id: number; readonly stored: StoredBasket | null },
  ): Promise<BasketsAround> {
    const others = storedBaskets(cookies).filter(({ listingId }) => listingId !== id);
    const [opened = null] = await this.open(ctx, stored ? [stored] : []);
    return { opened, others: await this.shopsOf(ctx, others) };
  }

  private async openIn(tx: TenantTx, basket: StoredBasket): Promise<OpenBasket> {
    const { listingId, lines: stored, mode, formKey } = basket;
    const listing = await this.listings.findIn(tx, listingId);
    const shop = listing?.id === listingId ? await this.shops.findOpen(tx, listingId) : null;
    if (!shop) return { ...NOTHING, basket, listing };
    const offers = await this.fulfilments.offers(tx, shop);
    const offer = offers.find(({ key }) => key === mode) ?? offers[0];
    if (!offer) return { ...NOTHING, basket, listing };
    const ids = [...new Set(stored.map(({ productId }) => productId))];
    const priced = priceLines(stored, await this.catalogue.listSomeIn(tx, listingId, ids));
    const { pausedUntil } = controlsAt(shop.settings, this.clock.now());
    const slots = pausedUntil === null ? await this.orderSlots.slotsIn(tx, offer, priced, formKey) : [];
    const chosen = pausedUntil === null ? await this.leftOut(tx, { offer, priced, slots }, basket) : [];
    const changes = changesOf(priced);
    const { had, missing } = hadOf(priced, changes);
    return {
      ...{
        basket,
        listing,
        ordering: {
          pausedUntil,
          offer,
          slots: [...slots, ...chosen].sort((one, other) => one.from - other.from),
        },
      },
      lines: linesOf(pricedTogether(had), conditionsOf(shop)),
      missing: linesOf(pricedTogether(missing), conditionsOf(shop)),
      sold: priced.flatMap(soldLine),
      changes,
    };
  }

  /** The slot that was chosen, where the list leaves it out, far away, and it can be had all the same. */
  private async leftOut(
    tx: TenantTx,
    {
      offer,
      priced,
      slots,
    }: {
      readonly offer: FulfilmentOffer;
      readonly priced: readonly PricedLine<SummaryLine>[];
      readonly slots: readonly Slot[];
    },
    { slotFrom, formKey }: StoredBasket,
  ): Promise<Slot[]> {
    if (slotFrom === null || offer.fulfilment === 'post' || slots.some(({ from }) => from === slotFrom))
      return [];
    const refusal = await this.orderSlots.refusalOf(tx, offer, priced, slotFrom, formKey);
    return refusal === null ? [{ ...slotOf(offer.shop, slotFrom), refusal, ordersLeft: null }] : [];
  }

  /** The same with the names of what is sold no more. */
  private async withNames(ctx: TenantContext, open: OpenBasket): Promise<OpenBasket> {
    const gone = open.changes.flatMap((change) => (change.kind === 'gone' ? [change.productId] : []));
    if (gone.length === 0) return open;
    const names = await this.catalogue.names(ctx, open.basket.listingId, gone);
    return {
      ...open,
      changes: open.changes.map((change) =>
        change.kind === 'gone'
          ? { ...change, name: change.name ?? names.get(change.productId) ?? null }
          : change,
      ),
    };
  }
}
