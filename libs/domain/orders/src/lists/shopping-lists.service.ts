import { createHmac } from 'node:crypto';
import type { OrderKind, ShoppingListInput } from '@halles/contracts';
import { holdListing, type Listing } from '@halles/domain/listings';
import { NO_USAGE, refusalOf, type Slot } from '@halles/domain/pickup-slots';
import { Clock, type Locale } from '@halles/kernel';
import { type Config, derivedKey, InjectConfig } from '@halles/platform/config';
import { isConnectionLost, rethrowConstraint } from '@halles/platform/database';
import { type SafePicture, StorageQuota, type StoredFile } from '@halles/platform/storage';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Fulfilments } from '../fulfilment/fulfilments.service';
import type { Order } from '../order';
import { OrderKeyReused, SlotRefused } from '../order.errors';
import { contentOf, mustConfirm } from '../order-placing.service';
import { OrderSlots, questionOf, slotOf } from '../order-slots.service';
import { OrderNotices } from '../order-notices';
import { OrderRepository } from '../order.repository';
import { OrderStore } from '../order-store.service';
import { controlsAt } from '../ordering-controls';
import { type OrderingShop, OrderingShops } from '../ordering-shops.service';
import { SlotCapacity } from '../slot-capacity';
import { ListPhotos } from './list-photos';
import { ListEmpty, ListKindChanged, ListPhotoNotFound, ListsClosed } from './shopping-list.errors';
import { ShoppingListRepository } from './shopping-list.repository';

/** Nothing is known yet of what a list amounts to: it takes the place of one order. */
const NO_SIZE = { lines: 0, items: 0, cents: 0, noticeDays: 0 } as const;

/** What was listed is collected in the shop. */
const IN_SHOP = { fulfilment: 'pickup', feeCents: 0, pointId: null, point: null, address: null } as const;

/** Who sends a list. */
export interface ListSender {
  /** What their mails are written in. */
  readonly locale: Locale;
  /** Of the account that they are signed in to: nothing is to be confirmed of it. */
  readonly provenEmail?: string | null;
}

/** What is sent, and by whom. */
interface Sent {
  readonly id: string;
  readonly listingId: number;
  readonly provenEmail: string | null;
}

/** A shop for which a list is written, and when it can be collected. */
export interface ListOffer {
  readonly listing: Listing;
  /** Null: it takes no lists any more, and what was written for it is shown all the same. */
  readonly kind: OrderKind | null;
  /** None while it is paused, or takes no lists. */
  readonly slots: readonly Slot[];
  /** It takes orders again then. */
  readonly pausedUntil: Date | null;
  /** Whether customers are texted where they wish it. */
  readonly offersTexts: boolean;
}

/**
 * Customers write or photograph a list instead of choosing products. It is an order that waits for its shop, without lines: nothing
 * is owed, its shop cannot accept it, and it has its place in the slot. What the shop answers is a proposal (ADR 55).
 */
@Injectable()
export class ShoppingLists {
  /** As that of orders: a digest without a key would tell who a name and a number belong to. */
  private readonly digestKey: Buffer;

  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: OrderingShops,
    private readonly slots: OrderSlots,
    private readonly fulfilments: Fulfilments,
    private readonly orders: OrderRepository,
    private readonly lists: ShoppingListRepository,
    private readonly photos: ListPhotos,
    private readonly quota: StorageQuota,
    private readonly store: OrderStore,
    private readonly capacity: SlotCapacity,
    private readonly notices: OrderNotices,
    private readonly clock: Clock,
    @InjectConfig() { masterKey }: Pick<Config, 'masterKey'>,
  ) {
    this.digestKey = derivedKey(masterKey, 'shopping-list-content');
  }

  /** What the page shows on which a list is written. @throws ListsClosed, OrderingClosed */
  offer(ctx: TenantContext, listingId: number): Promise<ListOffer> {
    return this.work.read(ctx, async (tx) => {
      const shop = await this.shops.getShown(tx, listingId);
      if (!(await this.takesLists(tx, shop))) throw new ListsClosed({});
      return this.offerOf(tx, shop);
    });
  }

  /** The same for a form that was sent, which nobody loses because the shop takes no lists since. */
  offerAgain(ctx: TenantContext, listing: Listing): Promise<ListOffer> {
    return this.work.read(ctx, async (tx) => {
      const shop = await this.shops.findOpen(tx, listing.id);
      if (shop && (await this.takesLists(tx, shop))) return this.offerOf(tx, shop);
      return {
        listing,
        kind: null,
        slots: [],
        pausedUntil: null,
        offersTexts: this.notices.offersTexts(ctx),
      };
    });
  }

  private async offerOf(tx: TenantTx, shop: OrderingShop): Promise<ListOffer> {
    const { listing, settings } = shop;
    const { pausedUntil } = controlsAt(settings, this.clock.now());
    const slots = pausedUntil === null ? await this.slots.slotsOfSize(tx, shop, NO_SIZE) : [];
    return {
      listing,
      kind: settings.kind,
      slots,
      pausedUntil,
      offersTexts: this.notices.offersTexts(tx.ctx),
    };
  }

  /** What was listed is collected in the shop: without pickup there are no lists. */
  private async takesLists(tx: TenantTx, { listing, settings }: OrderingShop): Promise<boolean> {
    return settings.takesLists && (await this.fulfilments.ways(tx, listing.id)).includes('pickup');
  }

  /** Refuses a photo for which there is no room, before it is received. @throws StorageQuotaReached */
  checkRoom(ctx: TenantContext): Promise<void> {
    return this.work.read(ctx, (tx) => this.quota.check(tx));
  }

  /**
   * Sends a list: it takes a place in the slot, gets a number, and its shop and its customer are mailed. Sent again with the same key
   * it is the first one.
   * @param photo made here of what was sent; null: none was
   * @throws ListEmpty, ListsClosed, OrderingClosed, OrderingPaused, ListKindChanged, SlotRefused, OrderKeyReused
   * @throws OrderNeedsEmail, StorageQuotaReached
   */
  async send(
    ctx: TenantContext,
    listingId: number,
    input: ShoppingListInput,
    photo: SafePicture | null,
    { locale, provenEmail = null }: ListSender,
  ): Promise<{ readonly id: string }> {
    if (input.text === null && photo === null) throw new ListEmpty({});
    const id = uuid();
    if (photo) {
      await this.work.read(ctx, (tx) => this.quota.check(tx, photo.bytes));
      await this.photos.put(ctx, id, photo);
    }
    try {
      const sent = await this.work.write(ctx, (tx) =>
        this.sendIn(tx, { id, listingId, provenEmail }, input, photo, locale),
      );
      if (photo && sent.id !== id) await this.photos.delete(ctx, id);
      return sent;
    } catch (error) {
      // A connection that is lost at its commit may have stored the list: then its photo stays.
      if (photo && !isConnectionLost(error)) await this.photos.delete(ctx, id);
      return rethrowConstraint(error, { customer_order_idempotency_key: () => new OrderKeyReused({}) });
    }
  }

  /** The photo of a list. @throws ListPhotoNotFound */
  async photo(ctx: TenantContext, { id, list }: Pick<Order, 'id' | 'list'>): Promise<StoredFile> {
    const file = list?.photoBytes == null ? null : await this.photos.get(ctx, id);
    if (!file) throw new ListPhotoNotFound({});
    return file;
  }

  private async sendIn(
    tx: TenantWriteTx,
    { id, listingId, provenEmail }: Sent,
    input: ShoppingListInput,
    photo: SafePicture | null,
    locale: Locale,
  ): Promise<{ readonly id: string }> {
    const contentDigest = this.digestOf(listingId, input, photo, locale);
    const now = this.clock.now();
    const isThere = await holdListing(tx, listingId);
    const shop = isThere ? await this.shops.find(tx, listingId, now) : null;
    const slotFrom = new Date(input.slotFrom);
    if (Number.isNaN(slotFrom.getTime())) throw new SlotRefused({ refusal: 'not-offered' });
    if (shop) await this.capacity.lock(tx, listingId, shop.schedule.place.timeZone, [slotFrom]);
    const first = await this.orders.findByKey(tx, input.idempotencyKey);
    if (first && first.contentDigest !== contentDigest) throw new OrderKeyReused({});
    if (first) return { id: first.id };
    if (!shop) throw await this.shops.refusal(tx, listingId, now);
    await this.judge(tx, shop, input, now);
    if (photo) {
      await this.quota.hold(tx);
      await this.quota.check(tx, photo.bytes);
    }
    const order = {
      ...contentOf(shop, input, now),
      ...{ ...IN_SHOP, slot: { from: slotFrom, until: new Date(slotOf(shop, input.slotFrom).until) } },
      ...{ id, isList: true, totalCents: 0, items: 0, lines: [], locale, contentDigest, termsDigest: null },
    };
    const isToConfirm = mustConfirm(shop, input, provenEmail);
    const handlers = await this.shops.handlersOf(tx, listingId);
    await this.store.receive(tx, order, isToConfirm ? 'to-confirm' : 'received', handlers);
    await this.lists.insert(tx, id, { text: input.text, photoBytes: photo?.bytes ?? null });
    return { id };
  }

  /** @throws ListsClosed, ListKindChanged, SlotRefused */
  private async judge(
    tx: TenantTx,
    shop: OrderingShop,
    { kind, slotFrom }: ShoppingListInput,
    now: Date,
  ): Promise<void> {
    if (!(await this.takesLists(tx, shop))) throw new ListsClosed({});
    if (kind !== shop.settings.kind) throw new ListKindChanged({});
    const usage = await this.capacity.usage(tx, shop.listing.id, [slotOf(shop, slotFrom)]);
    const question = questionOf(shop, NO_SIZE, now);
    const refusal = refusalOf(question, slotFrom, usage.get(slotFrom) ?? NO_USAGE);
    if (refusal !== null) throw new SlotRefused({ refusal });
  }

  /** What was sent, apart from its key, in one text. */
  private digestOf(
    listingId: number,
    { kind, text, slotFrom, name, email, phone, note, wantsTexts }: ShoppingListInput,
    photo: SafePicture | null,
    locale: Locale,
  ): string {
    return createHmac('sha256', this.digestKey)
      .update(
        JSON.stringify([
          ...[
            listingId,
            kind,
            text,
            photo?.bytes ?? null,
            slotFrom,
            name,
            email,
            phone,
            note,
            wantsTexts,
            locale,
          ],
        ]),
      )
      .digest('hex');
  }
}
