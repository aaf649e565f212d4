import { NO_USAGE, refusalOf, type SlotRefusal } from '@halles/domain/pickup-slots';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { OrderAmendment } from '../amendments/amendment';
import { SHOP_SLOTS } from '../fulfilment/fulfilment';
import type { Order } from '../order';
import { BasketChanged, OrderingClosed, SlotRefused } from '../order.errors';
import { questionOf, slotOf } from '../order-slots.service';
import type { OrderingShop } from '../ordering-shops.service';
import { SlotCapacity } from '../slot-capacity';
import { SaleTermsRepository } from '../terms/sale-terms.repository';
import { SaleTermsService } from '../terms/sale-terms.service';
import { rulesOfAgreedSlot } from './shopping-list';
import { ShoppingListRepository } from './shopping-list.repository';

/** What its customer says besides, of what a shop answered to a list. */
export interface AgreedList {
  /** Digest of the terms of sale that they saw; null: whichever are in force. */
  readonly termsDigest: string | null;
  /** When the slot starts that they chose since the one that was proposed is gone; null: that one. */
  readonly slotFrom: number | null;
}

export const AS_PROPOSED: AgreedList = { termsDigest: null, slotFrom: null };

interface Agreeing {
  readonly order: Order;
  readonly amendment: OrderAmendment;
  readonly slot: Order['slot'];
  readonly shop: OrderingShop | null;
  readonly now: Date;
}

/** What has to hold when a customer agrees to what was answered to a list, beyond what holds of any proposal. */
@Injectable()
export class ListAgreements {
  constructor(
    private readonly capacity: SlotCapacity,
    private readonly saleTerms: SaleTermsService,
    private readonly acceptedTerms: SaleTermsRepository,
    private readonly lists: ShoppingListRepository,
  ) {}

  /** The slot that is agreed to. Pure. @throws SlotRefused */
  slotOf(
    order: Order,
    amendment: OrderAmendment,
    shop: OrderingShop | null,
    { slotFrom }: AgreedList,
  ): Order['slot'] {
    if (slotFrom === null || !shop) return amendment.slot ?? order.slot;
    if (Number.isNaN(new Date(slotFrom).getTime())) throw new SlotRefused({ refusal: 'not-offered' });
    const { from, until } = slotOf(shop, slotFrom);
    return { from: new Date(from), until: new Date(until) };
  }

  /**
   * Judges the slot under its lock, and keeps the terms of sale with the order where it owes money.
   * @throws OrderingClosed the hours of the shop are unknown by now, or it has not said all that the law asks of who sells
   * @throws SlotRefused it is gone: another is the customer's to choose
   * @throws BasketChanged the terms of sale are others by now
   */
  async judge(
    tx: TenantWriteTx,
    { shop, ...agreeing }: Agreeing,
    { termsDigest, slotFrom }: AgreedList,
  ): Promise<void> {
    if (!shop) throw new OrderingClosed({});
    const refusal = await this.refusalOf(tx, { ...agreeing, shop }, slotFrom !== null);
    if (refusal !== null) throw new SlotRefused({ refusal });
    const { order, now } = agreeing;
    if (order.kind !== 'order') return;
    const terms = await this.saleTerms.current(tx, shop.listing, order.locale);
    if (terms.missing.length > 0) throw new OrderingClosed({});
    if (termsDigest !== null && termsDigest !== terms.digest)
      throw new BasketChanged({ changes: [{ kind: 'terms' }] });
    await this.acceptedTerms.keep(tx, order.listingId, terms, now);
    await this.lists.acceptTerms(tx, order.id, terms.digest);
  }

  /** Of the terms of sale that are agreed to with a list; null where nothing is sold. */
  async termsDigest(
    tx: TenantTx,
    { kind, locale }: Order,
    { listing }: OrderingShop,
  ): Promise<string | null> {
    return kind === 'order' ? (await this.saleTerms.current(tx, listing, locale)).digest : null;
  }

  /** Why a slot cannot be had; null: it can. @param isNew its customer chooses it now: it is asked for like any */
  async refusalOf(
    tx: TenantTx,
    { order, amendment, slot, shop, now }: Agreeing & { readonly shop: OrderingShop },
    isNew = false,
  ): Promise<SlotRefusal | null> {
    const { totalCents: cents, items, lines } = amendment;
    const basket = { lines: lines.length, items, cents, noticeDays: 0 };
    const asked = questionOf(shop, basket, now);
    // Of a slot that both know of is asked whether it is there and has room.
    const rules = isNew ? asked.rules : rulesOfAgreedSlot(shop.settings.pickup, { slot });
    const from = slot.from.getTime();
    const usage = await this.capacity.usage(
      tx,
      order.listingId,
      [{ from, until: slot.until.getTime() }],
      SHOP_SLOTS,
      order.id,
    );
    return refusalOf({ ...asked, rules }, from, usage.get(from) ?? NO_USAGE);
  }
}
