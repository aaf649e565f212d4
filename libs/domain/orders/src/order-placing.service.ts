import { createSecretKey, type KeyObject, randomInt } from 'node:crypto';
import { MAX_LINE_GRAMS, MAX_ORDER_CENTS, MAX_PIECES, type OrderInput } from '@halles/contracts';
import { type Product, ProductRepository } from '@halles/domain/catalogue';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { holdListing } from '@halles/domain/listings';
import type { BasketSize } from '@halles/domain/pickup-slots';
import { Clock, type DomainError, type Locale, normalizeEmail } from '@halles/kernel';
import { type Config, derivedKey, InjectConfig } from '@halles/platform/config';
import { rethrowConstraint } from '@halles/platform/database';
import {
  pipelined,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { FulfilmentOffer } from './fulfilment/fulfilment';
import type { OrderReception } from './fulfilment/order-reception';
import { Fulfilments } from './fulfilment/fulfilments.service';
import type { OrderLine } from './order';
import { contentDigest } from './order-content-digest';
import { amountsOf, changesOf, linesOf, mergeLines, priceLines, sizeOf, stockUsedBy } from './order-decision';
import {
  BasketChanged,
  OrderingClosed,
  OrderKeyReused,
  OrderNeedsEmail,
  OrderNeedsProof,
  OrderTooLarge,
  slotRefused,
} from './order.errors';
import { type NewOrder, OrderRepository } from './order.repository';
import type { Staff } from './order-staff';
import { type FirstState, OrderStore } from './order-store.service';
import { conditionsOf, type OrderingShop, OrderingShops } from './ordering-shops.service';
import { PaymentOffers } from './payments/payment-offers.service';
import { OrderSlots } from './order-slots.service';
import { SlotCapacity } from './slot-capacity';
import { SaleTermsRepository } from './terms/sale-terms.repository';
import { type DigestedTerms, SaleTermsService } from './terms/sale-terms.service';
import { type Amounts, type Excess, excessOf } from './unproven-amounts';

/** What is known of who orders. */
export interface Orderer {
  readonly amounts: Amounts;
  /** Of the account that they are signed in to; null: nothing is known of who they are. */
  readonly provenEmail: string | null;
  /** That they are signed in to: the order is found in it. */
  readonly accountId?: string | null;
  /** Who enters the order for them, on the phone: of the shop, it is accepted with that. */
  readonly staff?: Staff;
}

const ANYBODY: Orderer = { amounts: 'any', provenEmail: null };

/** How an order reaches its customer, with the collection point that it is of. */
type Reception = OrderReception & Pick<NewOrder, 'pointId'>;

/** What its customer has to do before the shop hears of an order. */
interface AwaitedSteps {
  /** That it is paid on; null: at the counter. */
  readonly account: string | null;
  readonly isToConfirm: boolean;
}

/** How a customer orders. */
@Injectable()
export class OrderPlacing {
  private readonly digestKey: KeyObject;

  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: OrderingShops,
    private readonly fulfilments: Fulfilments,
    private readonly products: ProductRepository,
    private readonly orders: OrderRepository,
    private readonly store: OrderStore,
    private readonly capacity: SlotCapacity,
    private readonly slots: OrderSlots,
    private readonly saleTerms: SaleTermsService,
    private readonly acceptedTerms: SaleTermsRepository,
    private readonly offers: PaymentOffers,
    private readonly clock: Clock,
    @InjectConfig() { masterKey }: Pick<Config, 'masterKey'>,
  ) {
    this.digestKey = createSecretKey(derivedKey(masterKey, 'order-content'));
  }

  /**
   * Orders: takes the stock and the place in the slot, gives a number, and promises two mails, all in one transaction. Where the
   * shop asks for it, the order waits until its customer confirms it, and the shop is told then.
   * What is returned is on disk. The same summary sent again returns the first order and takes nothing more.
   * @throws OrderingClosed, OrderingPaused the shop takes no orders now, or has not said all that the law asks of who sells
   * @throws BasketChanged a price, a name, the allergens or what is left is not what the customer saw
   * @throws FulfilmentRefused the shop does not deliver there, or not that little, or not at all any more
   * @throws slotRefused the slot cannot be had: another is the customer's to choose
   * @param who how much may be ordered, judged by what is left when it is taken, and which address is known to be theirs
   * @throws OrderNeedsEmail the order is to be confirmed
   * @throws OrderTooLarge
   * @throws OrderNeedsProof it is more than a few
   * @throws OrderKeyReused the key was used with other contents
   */
  async place(
    ctx: TenantContext,
    listingId: number,
    input: OrderInput,
    locale: Locale,
    who: Orderer = ANYBODY,
  ): Promise<{ readonly id: string }> {
    try {
      return await this.work.write(ctx, (tx) => this.placeIn(tx, listingId, input, locale, who));
    } catch (error) {
      // Two sendings of one key for different days did not wait for each other: the slower one is here.
      return rethrowConstraint(error, { customer_order_idempotency_key: () => new OrderKeyReused({}) });
    }
  }

  /** What was ordered under a key; null where nothing was. */
  async placedUnder(ctx: TenantContext, idempotencyKey: string): Promise<{ readonly id: string } | null> {
    return this.work.read(ctx, (tx) => this.orders.findByKey(tx, idempotencyKey));
  }

  private async placeIn(
    tx: TenantWriteTx,
    listingId: number,
    input: OrderInput,
    locale: Locale,
    who: Orderer,
  ): Promise<{ readonly id: string }> {
    const digest = contentDigest(this.digestKey, listingId, input, locale);
    const now = this.clock.now();
    const { amounts, staff } = who;
    // Who pauses the orders of the page still answers the phone: their own, not that of the town.
    const isAtShop = staff?.actor === 'merchant';
    const [isThere, shop] = await pipelined([
      holdListing(tx, listingId),
      this.shops.find(tx, listingId, isAtShop ? null : now),
    ]);
    if (!isThere || !shop) return this.knownBefore(tx, listingId, input.idempotencyKey, digest);
    const slotFrom = input.fulfilment.mode === 'post' ? now : new Date(input.slotFrom);
    if (Number.isNaN(slotFrom.getTime())) throw slotRefused('not-offered');
    const { first, products, fulfilment, terms } = await this.lock(tx, shop, input, locale, slotFrom);
    if (first && first.contentDigest !== digest) throw new OrderKeyReused({});
    if (first) return { id: first.id };

    const offer = await this.fulfilments.chosen(tx, shop, input.fulfilment, fulfilment);
    const basket = priceLines(mergeLines(input.lines), products);
    if (terms && terms.missing.length > 0) throw new OrderingClosed({});
    const changes = [
      ...(input.kind === shop.settings.kind && isSameAsSeen(terms, shop, input)
        ? []
        : [{ kind: 'terms' as const }]),
      ...changesOf(basket, input.seen),
    ];
    if (changes.length > 0) throw new BasketChanged({ changes });
    const lines = linesOf(basket, conditionsOf(shop));
    const excess = amounts === 'few' ? excessOf(lines, products) : null;
    if (excess) throw tooMuchAtOnce(excess);
    const size = sizeOf(lines, basket);
    const reception = await this.receptionOf(tx, offer, input, size);
    const [{ overrides, ...slot }, handlers, areTermsKept] = await pipelined([
      this.slots.judge(tx, offer, input, size, now, staff),
      this.shops.handlersOf(tx, listingId),
      terms !== null && this.acceptedTerms.isKept(tx, listingId, terms),
    ]);
    const received = { ...reception, slot };
    const awaited = await this.awaitedOf(tx, shop, input, { ...received, lines }, who);
    const { accountId = null } = who;
    const known = {
      locale,
      ...{ contentDigest: digest, now, lines, size, products },
      ...{ terms, areTermsKept, received, accountId, handlers },
      ...awaited,
    };
    return this.take(tx, shop, input, { ...known, staff: staff && { ...staff, overrides } });
  }

  /** Locks the day and then the products, and reads under these locks all by which the order is judged, in one round trip. */
  private async lock(
    tx: TenantWriteTx,
    { listing, schedule, settings: ordering }: OrderingShop,
    { idempotencyKey, kind, lines }: OrderInput,
    locale: Locale,
    slotFrom: Date,
  ) {
    const ids = lines.map(({ productId }) => productId);
    // In this order: nobody waits for a day who holds products.
    const day = this.capacity.lock(tx, listing.id, schedule.place.timeZone, [slotFrom]);
    const locked = this.products.lock(tx, listing.id, ids);
    const fulfilment = this.fulfilments.settings(tx, listing.id);
    const reading = { fulfilment, ordering };
    const [first, products, settings, terms] = await pipelined([
      this.orders.findByKey(tx, idempotencyKey),
      locked,
      fulfilment,
      // Who reserves is bound to nothing: there is no sale, and nothing to agree upon.
      kind === 'order' ? this.saleTerms.current(tx, listing, locale, reading) : null,
      day,
    ]);
    return { first, products, fulfilment: settings, terms };
  }

  /**
   * What its customer has to do before the shop hears of the order: to pay it, or to confirm it; nothing of most.
   * @throws FulfilmentRefused, BasketChanged it cannot be paid at all, or not as the summary offered
   */
  private async awaitedOf(
    tx: TenantTx,
    { listing, settings }: OrderingShop,
    { kind, payment, email }: OrderInput,
    { slot, feeCents, lines, ...reception }: Reception & Pick<NewOrder, 'slot' | 'lines'>,
    { provenEmail, staff }: Orderer,
  ): Promise<AwaitedSteps> {
    if (staff) return { account: null, isToConfirm: false };
    const slotUntil = slot.until.getTime();
    const offered = { listingId: listing.id, kind, slotUntil, lines, feeCents, reception };
    const account = await this.offers.accountFor(tx, offered, payment);
    return { account, isToConfirm: account === null && mustConfirm({ settings }, { email }, provenEmail) };
  }

  /** How the order reaches its customer, for what the summary said that it costs. @throws FulfilmentRefused, BasketChanged */
  private async receptionOf(
    tx: TenantTx,
    offer: FulfilmentOffer,
    { fulfilment }: Pick<OrderInput, 'fulfilment'>,
    { cents }: BasketSize,
  ): Promise<Reception> {
    const reception = await this.fulfilments.receive(tx, offer, fulfilment, cents);
    const seen = 'feeCents' in fulfilment ? fulfilment.feeCents : null;
    if (seen !== null && seen !== reception.feeCents)
      throw new BasketChanged({ changes: [{ kind: 'fee', now: reception.feeCents }] });
    return { ...reception, pointId: offer.point?.id ?? null };
  }

  /** Sent again to a shop that has closed meanwhile. @throws OrderingClosed, OrderingPaused where it is not known */
  private async knownBefore(
    tx: TenantTx,
    listingId: number,
    idempotencyKey: string,
    contentDigest: string,
  ): Promise<{ readonly id: string }> {
    const first = await this.orders.findByKey(tx, idempotencyKey);
    if (first?.contentDigest !== contentDigest)
      throw await this.shops.refusal(tx, listingId, this.clock.now());
    return { id: first.id };
  }

  private async take(
    tx: TenantWriteTx,
    shop: OrderingShop,
    input: OrderInput,
    known: AwaitedSteps & {
      readonly locale: Locale;
      readonly contentDigest: string;
      readonly now: Date;
      readonly lines: readonly OrderLine[];
      readonly size: BasketSize;
      readonly products: readonly Product[];
      readonly terms: DigestedTerms | null;
      readonly areTermsKept: boolean;
      readonly received: Reception & Pick<NewOrder, 'slot'>;
      readonly staff: Staff | undefined;
      readonly accountId: string | null;
      readonly handlers: readonly string[];
    },
  ): Promise<{ readonly id: string }> {
    const { contentDigest, now, lines, size, products, terms } = known;
    const listingId = shop.listing.id;
    if (size.cents > MAX_ORDER_CENTS || isTooMuch(lines)) throw new OrderTooLarge({});
    const id = uuid();
    const order: NewOrder = {
      ...contentOf(shop, input, now),
      ...known.received,
      id,
      isList: false,
      totalCents: size.cents + known.received.feeCents,
      items: size.items,
      locale: known.locale,
      contentDigest,
      termsDigest: terms?.digest ?? null,
      lines,
      accountId: known.accountId,
    };
    // In this order: the order refers to its terms.
    await pipelined([
      terms && !known.areTermsKept ? this.acceptedTerms.keep(tx, listingId, terms, now) : null,
      this.products.moveStock(tx, stockUsedBy(lines, products), id, now),
      this.store.receive(tx, order, firstStateOf(known), known.handlers, known.staff),
      this.slots.release(tx, listingId, input),
    ]);
    if (known.account !== null) await this.offers.begin(tx, order, known.account);
    return { id };
  }
}

/** The state that an order begins with. Pure. */
const firstStateOf = ({
  account,
  isToConfirm,
  staff,
}: AwaitedSteps & { readonly staff: Staff | undefined }): FirstState => {
  // The town does not know what the kitchen can do: the shop answers what an agent enters.
  if (staff?.actor === 'merchant') return 'accepted';
  if (account !== null) return 'to-pay';
  return isToConfirm ? 'to-confirm' : 'received';
};

/** Whether two addresses are the same one, as accounts have them. Pure. */
const isSameMailbox = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && normalizeEmail(one) === normalizeEmail(other);

/** Whether an order waits until its customer confirmed its address by a link. @throws OrderNeedsEmail it has none */
export function mustConfirm(
  { settings }: Pick<OrderingShop, 'settings'>,
  { email }: Pick<OrderInput, 'email'>,
  provenEmail: string | null,
): boolean {
  const isToConfirm = settings.confirmsContact && !isSameMailbox(email, provenEmail);
  if (isToConfirm && email === null) throw needsEmail();
  return isToConfirm;
}

/** Shown at the field. */
export const needsEmail = (): DomainError =>
  new OrderNeedsEmail({}, [{ pointer: '/email', message: OrderNeedsEmail.definition.detail({}) }]);

/** Said at what was chosen. */
const tooMuchAtOnce = (excess: Excess): DomainError =>
  new OrderNeedsProof({ excess }, [
    { pointer: '/products', message: OrderNeedsProof.definition.detail({ excess }) },
  ]);

/** Whether the terms of the summary, where it said which, are those of the moment. Pure. */
const isSameAsSeen = (
  terms: DigestedTerms | null,
  { settings }: Pick<OrderingShop, 'settings'>,
  { termsDigest, weightTolerance }: Pick<OrderInput, 'termsDigest' | 'weightTolerance'>,
): boolean =>
  (termsDigest === null || termsDigest === terms?.digest) &&
  (weightTolerance === null || weightTolerance === settings.weightTolerance);

/** Whether there is more of a product, or in a line, than can be ordered online. Pure. */
const isTooMuch = (lines: readonly OrderLine[]): boolean =>
  lines.some(({ weight }) => weight !== null && weight.grams > MAX_LINE_GRAMS) ||
  [...amountsOf(lines.filter(({ weight }) => weight?.by !== 'weight')).values()].some(
    (pieces) => pieces > MAX_PIECES,
  );

/** What of an order is said by who orders, and by the shop. Pure, but for the code. */
export function contentOf(
  { listing, schedule }: OrderingShop,
  {
    kind,
    name,
    email,
    phone,
    note,
    idempotencyKey,
    wantsTexts,
    collector = null,
  }: Pick<OrderInput, 'kind' | 'name' | 'email' | 'phone' | 'note' | 'idempotencyKey' | 'wantsTexts'> &
    Partial<Pick<OrderInput, 'collector'>>,
  now: Date,
) {
  const { day } = wallTime(schedule.place.timeZone, now.getTime());
  return {
    listingId: listing.id,
    year: Number(isoOfDay(day).slice(0, 4)),
    kind,
    customer: { name, email, phone, wantsTexts: phone !== null && (wantsTexts || email === null), collector },
    note,
    code: String(randomInt(1_000_000)).padStart(6, '0'),
    createdAt: now,
    idempotencyKey,
  };
}
