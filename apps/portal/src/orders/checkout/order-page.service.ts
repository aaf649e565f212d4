import type { ChosenFulfilment, DeliveryAddress, PaymentMethod } from '@halles/contracts';
import type { Product, ProductPage } from '@halles/domain/catalogue';
import { CatalogueService } from '@halles/domain/catalogue';
import {
  type AddressCheck,
  BasketChanged,
  type ChosenLine,
  conditionsOf,
  controlsAt,
  linesOf,
  OrderNotices,
  type DigestedTerms,
  type FulfilmentOffer,
  FulfilmentRefused,
  Fulfilments,
  isCollected,
  keyOf,
  type OrderingShop,
  type OrderReception,
  OrderingClosed,
  type OrderLine,
  OrderingShops,
  OrderSlots,
  PaymentOffers,
  type PricedLine,
  pricedTogether,
  priceLines,
  seenOf,
  type StaffSlot,
  SaleTermsService,
  sendingDay,
  type SlotRefusals,
} from '@halles/domain/orders';
import type { Slot, SlotRefusal } from '@halles/domain/pickup-slots';
import { ProductPhotos, type ShownPhoto } from '@halles/domain/photos';
import { Clock, type Locale, MINUTE } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Basket, BasketRow } from './basket.form';
import { withFee } from './order-fulfilment.form';
import type { OrderSummaryPage } from './order-summary.presenter';

/** A shop with what can be ordered there, and when. */
export interface ShopOffer {
  readonly shop: OrderingShop;
  /** Those of the page that is shown. */
  readonly products: readonly Product[];
  readonly pages: readonly ProductPage[];
  /** Which of them is shown, from 0. */
  readonly page: number;
  /** By product. */
  readonly photos: ReadonlyMap<string, ShownPhoto>;
  /** How orders may be received. */
  readonly offers: readonly FulfilmentOffer[];
  /** The one of them that is asked for, else the first. */
  readonly offer: FulfilmentOffer;
  /** Names of the communes of the territory and of zones, by their codes. */
  readonly communes: ReadonlyMap<string, string>;
  /** The longest notice of what is in the basket. */
  readonly noticeDays: number;
  /** Those of the offer; none while it is paused. */
  readonly slots: readonly Slot[];
  /** It takes orders again then. */
  readonly pausedUntil: Date | null;
  /** Whether who orders may ask to be texted. */
  readonly offersTexts: boolean;
  /** Whether a shop that is invented is paid online all the same. */
  readonly isInventedPaid?: boolean;
  readonly now: Date;
}

/** The same for a basket, with what is in it. */
export interface BasketOffer<Line extends ChosenLine> extends ShopOffer {
  readonly basket: readonly PricedLine<Line>[];
}

/** The same for who enters an order for somebody on the phone. */
export interface StaffOffer<Line extends ChosenLine> extends BasketOffer<Line> {
  readonly slots: readonly StaffSlot[];
}

/** A product that a shop sells no more; without a name where it never did. */
export interface GoneProduct {
  readonly kind: 'gone';
  readonly productId: string;
  readonly name: string | null;
}

/** Of what was wanted by weight. */
const WEIGHT_PROBLEMS: ReadonlySet<string> = new Set(['weight', 'pieces']);

/** What is in a basket that is being filled. */
export interface BasketTotal {
  /** Pieces of it that can be had, as the shop counts them: goods by weight are one. */
  readonly count: number;
  /** Something else lacks a choice, and is not counted. */
  readonly isIncomplete: boolean;
  /** Some of that is a weight which is not sold, and no choice that is to be made. */
  readonly isWeightWrong: boolean;
  readonly cents: number;
  /** Something of it is weighed before it is paid. */
  readonly isEstimate: boolean;
  /** What delivery or sending costs cannot be said yet. */
  readonly isWithoutFee: boolean;
}

/** Which page of a shop is to be shown. */
export interface PageRequest {
  /** From 0; beyond the last, it is the last. */
  readonly page: number;
  /** What must be seen on it: the page is that of the first of them. */
  readonly productIds: readonly string[];
}

export const FIRST_PAGE: PageRequest = { page: 0, productIds: [] };

/** The page of a product that must be seen, or the one that was asked for. Pure. */
function pageShown(pages: readonly ProductPage[], { page, productIds }: PageRequest): number {
  const needed = new Set(productIds);
  const found = needed.size === 0 ? -1 : pages.findIndex(({ ids }) => ids.some((id) => needed.has(id)));
  return found >= 0 ? found : Math.min(page, pages.length - 1);
}

/** What the page that orders from a shop shows. */
@Injectable()
export class OrderPageService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: OrderingShops,
    private readonly catalogue: CatalogueService,
    private readonly slots: OrderSlots,
    private readonly fulfilments: Fulfilments,
    private readonly photos: ProductPhotos,
    private readonly saleTerms: SaleTermsService,
    private readonly notices: OrderNotices,
    private readonly payments: PaymentOffers,
    private readonly clock: Clock,
  ) {}

  /**
   * @param lines what is in the basket so far: slots are those that it may have
   * @param mode key of the way to receive it that is asked for
   * @param held key of the form, whose own place in a slot is not taken for it
   * @throws OrderingClosed
   */
  async offer<Line extends ChosenLine>(
    ctx: TenantContext,
    listingId: number,
    lines: readonly Line[],
    mode = '',
    { held = null, ...asked }: PageRequest & { readonly held?: string | null } = FIRST_PAGE,
  ): Promise<BasketOffer<Line>> {
    return this.work.read(ctx, async (tx) => {
      const now = this.clock.now();
      const shop = await this.shops.getShown(tx, listingId);
      const offers = await this.fulfilments.offers(tx, shop);
      const offer = offers.find(({ key }) => key === mode) ?? offers[0];
      if (!offer) throw new OrderingClosed({});
      const { pausedUntil } = controlsAt(shop.settings, now);
      const pages = await this.catalogue.pagesIn(tx, listingId);
      const page = pageShown(pages, asked);
      const shown = new Set(pages[page]?.ids);
      const ids = new Set([...shown, ...lines.map(({ productId }) => productId)]);
      const found = await this.catalogue.listSomeIn(tx, listingId, [...ids]);
      const products = found.filter(({ id }) => shown.has(id));
      const photos = await this.photos.ofProductsIn(tx, listingId, [...shown]);
      const basket = priceLines(lines, found);
      const slots = pausedUntil === null ? await this.slots.slotsIn(tx, offer, basket, held) : [];
      const communes = offer.delivery
        ? await this.fulfilments.communeNames(tx, offer.delivery.zones)
        : new Map<string, string>();
      const noticeDays = Math.max(0, ...basket.map(({ product }) => product?.noticeDays ?? 0));
      return {
        ...{ shop, products, pages, page, photos, basket, slots, pausedUntil, now },
        ...{ offers, offer, communes, noticeDays },
        offersTexts: this.notices.offersTexts(ctx),
        isInventedPaid: shop.listing.demonstration && (await this.payments.takesOnline(tx, listingId)),
      };
    });
  }

  /** Whether a list is all that can be ordered with, also once a pause is over. */
  async takesListsAlone(ctx: TenantContext, listingId: number): Promise<boolean> {
    const { goods, lists } = await this.work.read(ctx, (tx) => this.shops.offered(tx, listingId, null));
    return lists && !goods;
  }

  /** How an order reaches its customer in the way that they chose, and for how much. @throws FulfilmentRefused */
  async receive(
    ctx: TenantContext,
    offer: FulfilmentOffer,
    chosen: ChosenFulfilment,
    goodsCents: number,
  ): Promise<OrderReception> {
    if (keyOf(chosen) !== offer.key) throw new FulfilmentRefused({ refusal: { kind: 'off' } });
    return this.work.read(ctx, (tx) => this.fulfilments.receive(tx, offer, chosen, goodsCents));
  }

  /** Whether something is delivered at an address, and for how much with the basket as it is. */
  check(
    ctx: TenantContext,
    { shop, offer, basket }: Pick<BasketOffer<ChosenLine>, 'shop' | 'offer' | 'basket'>,
    address: DeliveryAddress,
  ): Promise<AddressCheck> {
    const lines = linesOf(pricedTogether(basket), conditionsOf(shop));
    const goodsCents = lines.reduce((sum, { totalCents }) => sum + totalCents, 0);
    return this.work.read(ctx, (tx) => this.fulfilments.check(tx, offer, address, goodsCents));
  }

  /** What a basket that is being filled comes to: the sum that its summary will show. */
  async total(
    ctx: TenantContext,
    { shop, offer, basket }: Pick<BasketOffer<BasketRow>, 'shop' | 'offer' | 'basket'>,
    chosen: ChosenFulfilment | null,
  ): Promise<BasketTotal> {
    const lines = linesOf(pricedTogether(basket), conditionsOf(shop));
    const goodsCents = lines.reduce((sum, { totalCents }) => sum + totalCents, 0);
    const feeCents = await this.feeOf(ctx, offer, chosen, goodsCents);
    return {
      count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
      isIncomplete: basket.some(({ price }) => price !== null && 'problem' in price),
      isWeightWrong: basket.some(
        ({ price }) => price !== null && 'problem' in price && WEIGHT_PROBLEMS.has(price.problem),
      ),
      cents: goodsCents + (feeCents ?? 0),
      isEstimate: lines.some(({ weight }) => weight !== null),
      isWithoutFee: feeCents === null,
    };
  }

  /** What delivery or sending costs, as far as that can be said by now; null: not yet. */
  private async feeOf(
    ctx: TenantContext,
    offer: FulfilmentOffer,
    chosen: ChosenFulfilment | null,
    goodsCents: number,
  ): Promise<number | null> {
    if (isCollected(offer.fulfilment)) return 0;
    if (chosen === null) return null;
    try {
      return (await this.receive(ctx, offer, chosen, goodsCents)).feeCents;
    } catch (error) {
      if (error instanceof FulfilmentRefused) return null;
      throw error;
    }
  }

  /** What is told of products that a shop sells no more. */
  async goneFrom(
    ctx: TenantContext,
    listingId: number,
    productIds: readonly string[],
  ): Promise<readonly GoneProduct[]> {
    if (productIds.length === 0) return [];
    const names = await this.catalogue.names(ctx, listingId, productIds);
    return productIds.map((productId) => ({ kind: 'gone', productId, name: names.get(productId) ?? null }));
  }

  /**
   * A basket as its summary shows it, before a place is held for it.
   * @throws FulfilmentRefused, BasketChanged something of it cannot be had
   */
  async summarise(
    ctx: TenantContext,
    locale: Locale,
    basket: Basket,
    { shop, offer, basket: rows, noticeDays, now }: BasketOffer<BasketRow>,
    holdId: string | null = null,
  ): Promise<OrderSummaryPage> {
    if (keyOf(basket.fulfilment) !== offer.key) throw new FulfilmentRefused({ refusal: { kind: 'off' } });
    const gone = new Set(rows.flatMap(({ productId, product }) => (product === null ? [productId] : [])));
    if (gone.size > 0)
      throw new BasketChanged({ changes: await this.goneFrom(ctx, shop.listing.id, [...gone]) });
    const lines = linesOf(pricedTogether(rows), conditionsOf(shop));
    const goodsCents = lines.reduce((sum, { totalCents }) => sum + totalCents, 0);
    const reception = await this.receive(ctx, offer, basket.fulfilment, goodsCents);
    const fulfilment = withFee(basket.fulfilment, reception.feeCents);
    const termsDigest = (await this.terms(ctx, shop, locale))?.digest ?? null;
    const isWeighed = lines.some(({ weight }) => weight !== null);
    const weightTolerance = isWeighed ? shop.settings.weightTolerance : null;
    const shown = { shop, offer, noticeDays, now };
    const ways = await this.ways(ctx, shown, { slotFrom: basket.slotFrom, fulfilment }, lines);
    const confirmed = {
      ...{ ...basket, fulfilment, kind: shop.settings.kind, termsDigest, weightTolerance, lines },
      ...{ seen: lines.map(seenOf), payment: ways[0] ?? 'shop', holdId },
    };
    return { ...shown, lines, ways, basket: confirmed, hold: null, notStored: null };
  }

  /** What who enters an order for somebody on the phone may choose: other slots than customers, also in a pause. */
  async staffOffer<Line extends ChosenLine>(
    ctx: TenantContext,
    listingId: number,
    lines: readonly Line[],
    mode: string,
    asked?: PageRequest,
  ): Promise<StaffOffer<Line>> {
    const offered = await this.offer(ctx, listingId, lines, mode, asked);
    const { offer, basket } = offered;
    const slots = await this.work.read(ctx, (tx) => this.slots.staffSlotsIn(tx, offer, basket));
    return { ...offered, pausedUntil: null, slots };
  }

  /** The same for an agent of the town: the slots that a customer could have, and none in a pause. */
  async townOffer<Line extends ChosenLine>(
    ctx: TenantContext,
    listingId: number,
    lines: readonly Line[],
    mode: string,
    asked?: PageRequest,
  ): Promise<StaffOffer<Line>> {
    const offered = await this.offer(ctx, listingId, lines, mode, asked);
    const free = offered.slots.filter(({ refusal }) => refusal === null);
    return { ...offered, slots: free.map((slot) => ({ ...slot, isBeyondRules: false })) };
  }

  /** Why a basket cannot have a slot; null: it can. @param held key of the form, whose own place in a slot is not taken for it */
  refusalOfSlot(
    ctx: TenantContext,
    { offer, basket }: Pick<BasketOffer<ChosenLine>, 'offer' | 'basket'>,
    slotFrom: number,
    held: string | null = null,
  ): Promise<SlotRefusal | null> {
    return this.work.read(ctx, (tx) => this.slots.refusalOf(tx, offer, basket, slotFrom, held));
  }

  /** All that stands against a slot for who enters an order for somebody. */
  staffRefusalsOfSlot(
    ctx: TenantContext,
    { offer, basket }: Pick<BasketOffer<ChosenLine>, 'offer' | 'basket'>,
    slotFrom: number,
  ): Promise<SlotRefusals> {
    return this.work.read(ctx, (tx) => this.slots.staffRefusalsOf(tx, offer, basket, slotFrom));
  }

  /** How what a basket holds may be paid at the moment. @throws FulfilmentRefused in no way */
  ways(
    ctx: TenantContext,
    { shop, offer, noticeDays, now }: Pick<BasketOffer<ChosenLine>, 'shop' | 'offer' | 'noticeDays' | 'now'>,
    { slotFrom, fulfilment }: { readonly slotFrom: number; readonly fulfilment: ChosenFulfilment },
    lines: readonly OrderLine[],
  ): Promise<readonly PaymentMethod[]> {
    const { listing, settings, schedule } = shop;
    const slotUntil = offer.post
      ? sendingDay(offer.post, schedule.place.timeZone, noticeDays, now).until.getTime()
      : slotFrom + offer.shop.settings.pickup.length * MINUTE;
    const feeCents = 'feeCents' in fulfilment ? (fulfilment.feeCents ?? 0) : 0;
    const order = {
      listingId: listing.id,
      kind: settings.kind,
      slotUntil,
      lines,
      feeCents,
      reception: offer,
    };
    return this.work.read(ctx, (tx) => this.payments.methodsFor(tx, order));
  }

  /** The terms on which a shop sells at the moment; null where it takes reservations, which bind nobody. */
  async terms(
    ctx: TenantContext,
    { listing, settings }: OrderingShop,
    locale: Locale,
  ): Promise<DigestedTerms | null> {
    if (settings.kind !== 'order') return null;
    return this.work.read(ctx, (tx) => this.saleTerms.current(tx, listing, locale));
  }
}
