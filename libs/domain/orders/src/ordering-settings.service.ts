import {
  type CancellationRule,
  type PickupRules,
  pickupRulesSchema,
  WEIGHT_TOLERANCE,
} from '@halles/contracts';
import { ProductIndex } from '@halles/domain/catalogue';
import { holdListing, ListingNotFound, ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { collectedAlone, waysOf } from './fulfilment/fulfilment';
import { ReservationNotCollected } from './fulfilment/fulfilment.errors';
import { FulfilmentRepository } from './fulfilment/fulfilment.repository';
import { OrderingClosed } from './order.errors';
import {
  type Answering,
  type OrderingSettings,
  OrderingSettingsRepository,
} from './ordering-settings.repository';
import { ListsPaidInShop } from './payments/payment.errors';
import { PickupToday } from './pickup-today.service';
import { ShopPhoneRepository } from './shop-phone.repository';
import { SilenceRepository } from './silence/silence.repository';
import { type MissingForSale, missingForSale, type Seller } from './terms/sale-terms';
import { SaleIncomplete } from './terms/sale-terms.errors';
import { SaleTermsService } from './terms/sale-terms.service';

/** What the form of a shop's orders asks. */
export interface OrderingRules extends Pick<OrderingSettings, 'isOpen' | 'kind'> {
  /** Minutes of a slot. */
  readonly length: number;
  readonly notice: number;
  /** Of a slot; null: not counted. */
  readonly orders: number | null;
  readonly horizon: number;
  /** Left as it is where it is not said. */
  readonly weightTolerance?: number | null;
  /** The same. */
  readonly confirmsContact?: boolean;
  /** The same. */
  readonly takesLists?: boolean;
  /** The same; orders that were placed keep theirs. */
  readonly cancellation?: CancellationRule | null;
}

/** A shop that has to say something before it may sell. */
export interface IncompleteShop {
  readonly listingId: number;
  readonly missing: readonly MissingForSale[];
  /** When its page was changed last, or its settings. */
  readonly since: Date;
}

/** What a shop says of its slots beyond what its form of orders asks; what is absent stays as it is. */
export interface SlotDetails extends Partial<Pick<PickupRules, 'last' | 'preparation'>> {
  /** Null: slots follow each other. */
  readonly step?: number | null;
  readonly capacity?: Pick<PickupRules['capacity'], 'items' | 'cents'>;
  /** Null: there is none. */
  readonly cutOff?: PickupRules['cutOff'] | null;
}

/** Slots follow each other, unless the shop said otherwise. */
const stepFor = (length: number, before: OrderingSettings | null): number =>
  before === null || before.pickup.step === before.pickup.length ? length : before.pickup.step;

const toleranceOf = (settings: OrderingSettings | null): number =>
  settings?.weightTolerance ?? WEIGHT_TOLERANCE.usual;

/** The settings of a shop's orders as they are stored. */
export interface StoredOrdering {
  /** Null: nothing yet. */
  readonly settings: OrderingSettings | null;
  readonly answering: Answering;
}

/** What stands by what the form says, and by what it does not ask. Pure. */
const settingsBy = (rules: OrderingRules, before: OrderingSettings | null): OrderingSettings => {
  const { isOpen, kind, length, notice, orders, horizon } = rules;
  return {
    ...{ isOpen, kind, pausedUntil: before?.pausedUntil ?? null, rush: before?.rush ?? null },
    weightTolerance: rules.weightTolerance ?? toleranceOf(before),
    confirmsContact: rules.confirmsContact ?? before?.confirmsContact ?? false,
    takesLists: rules.takesLists ?? before?.takesLists ?? false,
    cancellation: rules.cancellation ?? before?.cancellation ?? 'slot',
    pickup: pickupRulesSchema.parse({
      ...before?.pickup,
      ...{ length, step: stepFor(length, before), notice, horizon },
      capacity: { ...before?.pickup.capacity, orders: orders ?? undefined },
    }),
  };
};

/** Whether a shop takes orders, and in which slots: what its merchant says. */
@Injectable()
export class OrderingSettingsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: OrderingSettingsRepository,
    private readonly phones: ShopPhoneRepository,
    private readonly index: ProductIndex,
    private readonly today: PickupToday,
    private readonly listings: ListingService,
    private readonly terms: SaleTermsService,
    private readonly silences: SilenceRepository,
    private readonly fulfilments: FulfilmentRepository,
    private readonly clock: Clock,
  ) {}

  /** Null where the shop never said that it takes orders. */
  find(ctx: TenantContext, listingId: number): Promise<OrderingSettings | null> {
    return this.work.read(ctx, (tx) => this.settings.find(tx, listingId));
  }

  /** How it is reminded of orders that it does not answer; what it never said is null. */
  answering(ctx: TenantContext, listingId: number): Promise<Answering> {
    return this.work.read(ctx, (tx) => this.settings.answering(tx, listingId));
  }

  /**
   * Says everything anew but a rush, the tolerance of weights, whether customers confirm and, where nothing is said of it, whether it
   * takes lists. Orders that were placed keep their slots.
   * @param answering left as it is where it is not said
   * @throws ListingNotFound also where the account that says so works on the page no more
   * @throws SaleIncomplete it would take orders that owe money, and has not said all that the law asks of who sells
   * @throws ReservationNotCollected its customers would reserve, and it offers nothing that is collected
   */
  async save(
    ctx: TenantContext,
    listingId: number,
    settings: Omit<
      OrderingSettings,
      'rush' | 'weightTolerance' | 'confirmsContact' | 'takesLists' | 'cancellation'
    > &
      Partial<Pick<OrderingSettings, 'takesLists'>>,
    answering?: Answering,
  ): Promise<void> {
    await this.store(
      ctx,
      listingId,
      (before) => ({
        ...{ takesLists: before?.takesLists ?? false, ...settings },
        rush: before?.rush ?? null,
        weightTolerance: toleranceOf(before),
        confirmsContact: before?.confirmsContact ?? false,
        cancellation: before?.cancellation ?? 'slot',
      }),
      answering,
    );
  }

  /**
   * The same of what its form asks: what is closed or switched on for a while stays as it is.
   * @throws ListingNotFound, SaleIncomplete
   */
  async change(
    ctx: TenantContext,
    listingId: number,
    rules: OrderingRules,
    answering?: Answering,
  ): Promise<void> {
    await this.store(ctx, listingId, (before) => settingsBy(rules, before), answering);
  }

  /** The same, decided from what stands, which stays so: null leaves it. @throws ListingNotFound, SaleIncomplete */
  async changeOver(
    ctx: TenantContext,
    listingId: number,
    decide: (
      before: StoredOrdering,
    ) => { readonly rules: OrderingRules; readonly answering: Answering } | null,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const before = await this.lock(tx, listingId);
      const decided = decide({ settings: before, answering: await this.settings.answering(tx, listingId) });
      if (decided === null) return;
      await this.storeIn(tx, listingId, settingsBy(decided.rules, before), decided.answering);
    });
  }

  /**
   * Says details of its slots anew; the rest stays.
   * @param change the details, or what decides them from what stands: null leaves it
   * @throws OrderingClosed it never said whether it takes orders
   * @throws ListingNotFound, SaleIncomplete
   */
  async changeSlots(
    ctx: TenantContext,
    listingId: number,
    change: SlotDetails | ((before: PickupRules) => SlotDetails | null),
  ): Promise<void> {
    const decide = (before: OrderingSettings | null): OrderingSettings | null => {
      if (before === null) throw new OrderingClosed({});
      const details = typeof change === 'function' ? change(before.pickup) : change;
      if (details === null) return null;
      const { step, last, preparation, capacity, cutOff } = { ...before.pickup, ...details };
      const pickup = pickupRulesSchema.parse({
        ...{ ...before.pickup, last, preparation, step: step ?? before.pickup.length },
        capacity: { ...capacity, orders: before.pickup.capacity.orders },
        cutOff: cutOff ?? undefined,
      });
      return { ...before, pickup };
    };
    await this.store(ctx, listingId, decide, undefined);
  }

  /** What the shop has to say, by law, before it may take orders that owe money; of a page that is not shown nothing is asked. */
  missingForSale(ctx: TenantContext, listingId: number): Promise<MissingForSale[]> {
    return this.work.read(ctx, (tx) => this.missingIn(tx, listingId));
  }

  /** Those of some shops that would take orders that owe money, and may not as long as something is missing. */
  listIncomplete(ctx: TenantContext, listingIds: readonly number[]): Promise<IncompleteShop[]> {
    return this.work.read(ctx, async (tx) => {
      const incomplete: IncompleteShop[] = [];
      for (const { listingId, since } of await this.settings.listSelling(tx, listingIds)) {
        const missing = await this.missingIn(tx, listingId);
        if (missing.length > 0) incomplete.push({ listingId, since, missing });
      }
      return incomplete;
    });
  }

  /**
   * What the law would still ask of a shop that takes orders that are paid, were it as is given: nothing of one that takes none.
   * @param seller what the shop would say of itself
   */
  missingOf(
    ctx: TenantContext,
    listingId: number,
    seller: Pick<Seller, 'listing' | 'legal'>,
  ): Promise<MissingForSale[]> {
    return this.work.read(ctx, async (tx) =>
      (await this.settings.listSelling(tx, [listingId])).length > 0 ? missingForSale(seller) : [],
    );
  }

  private async store(
    ctx: TenantContext,
    listingId: number,
    decide: (before: OrderingSettings | null) => OrderingSettings | null,
    answering: Answering | undefined,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const settings = decide(await this.lock(tx, listingId));
      if (settings !== null) await this.storeIn(tx, listingId, settings, answering);
    });
  }

  /** What stands, which stays so until the transaction ends. @throws ListingNotFound */
  private async lock(tx: TenantWriteTx, listingId: number): Promise<OrderingSettings | null> {
    if (!(await holdListing(tx, listingId)) || !(await this.settings.isOfShop(tx, listingId)))
      throw new ListingNotFound({});
    return this.settings.lock(tx, listingId);
  }

  private async storeIn(
    tx: TenantWriteTx,
    listingId: number,
    settings: OrderingSettings,
    answering: Answering | undefined,
  ): Promise<void> {
    const now = this.clock.now();
    if (settings.isOpen && settings.kind === 'order') {
      const missing = await this.missingIn(tx, listingId);
      if (missing.length > 0) throw new SaleIncomplete({ missing });
    }
    if (
      settings.takesLists &&
      settings.kind === 'order' &&
      (await this.settings.isPaidOnlineAlone(tx, listingId))
    )
      throw new ListsPaidInShop({});
    await this.settings.save(tx, listingId, settings, now);
    if (settings.isOpen && settings.kind === 'reservation') await this.assertCollected(tx, listingId);
    // Who says whether the shop takes orders is there; where it takes none, nothing is to be asked.
    await this.silences.forget(tx, listingId);
    if (answering) {
      await this.settings.saveAnswering(tx, listingId, answering);
      // A number that the shop gives no more may be somebody else's by now.
      await this.phones.forgetTexts(tx, listingId, answering.phone);
    }
    await this.today.refresh(tx, listingId);
    // Its page leads to its orders, and search finds what it sells: what is kept of both is out of date.
    await this.index.show(tx, listingId);
    await appendAudit(tx, 'ordering.changed', { listing: listingId, open: settings.isOpen }, now);
  }

  /** @throws ReservationNotCollected nothing of what it offers is collected */
  private async assertCollected(tx: TenantTx, listingId: number): Promise<void> {
    const stored = await this.fulfilments.find(tx, listingId);
    if (waysOf(stored).length > 0 && waysOf(collectedAlone(stored)).length === 0)
      throw new ReservationNotCollected({});
  }

  private async missingIn(tx: TenantTx, listingId: number): Promise<MissingForSale[]> {
    const listing = await this.listings.findIn(tx, listingId);
    return listing ? this.terms.missing(tx, listing) : [];
  }
}
