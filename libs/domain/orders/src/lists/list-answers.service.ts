import {
  type CancellationRule,
  type ListAnswer,
  type ProductInput,
  productInputSchema,
} from '@halles/contracts';
import { ProductRepository } from '@halles/domain/catalogue';
import { NO_USAGE, refusalOf, type Slot } from '@halles/domain/pickup-slots';
import { Clock } from '@halles/kernel';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { type OrderAmendment, sumsOf } from '../amendments/amendment';
import { OrderAmendments, type Proposing } from '../amendments/order-amendments.service';
import { SHOP_SLOTS } from '../fulfilment/fulfilment';
import type { Order } from '../order';
import { OrderMoved, OrderTooLarge, SlotRefused } from '../order.errors';
import { OrderSlots, questionOf, slotOf } from '../order-slots.service';
import { conditionsOf, type OrderingShop, OrderingShops } from '../ordering-shops.service';
import { SlotCapacity } from '../slot-capacity';
import { ListAgreements } from './list-agreements';
import { answerLines, isUnpriced, type NamedLine } from './shopping-list';
import { ListAnswerRefused } from './shopping-list.errors';
import { ShoppingListRepository } from './shopping-list.repository';

/** What its customer sees beside the answer to a list. */
export interface ListOffer {
  /** Of the terms of sale of the moment; null where nothing is sold, or nothing waits. */
  readonly termsDigest: string | null;
  /** Until when they may cancel once they agreed; null where nothing waits. */
  readonly cancellation: CancellationRule | null;
  /** Others, where the one that was proposed is gone; null: it is there. */
  readonly slots: readonly Slot[] | null;
}

/** A shop answers a list: with lines, a total, and another slot where it wants. It is a proposal, as of any order that waits. */
@Injectable()
export class ListAnswers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: OrderingShops,
    private readonly products: ProductRepository,
    private readonly amendments: OrderAmendments,
    private readonly orderSlots: OrderSlots,
    private readonly lists: ShoppingListRepository,
    private readonly capacity: SlotCapacity,
    private readonly agreements: ListAgreements,
    private readonly clock: Clock,
  ) {}

  /** The slots of a shop that may be proposed, full ones among them; none where its hours are unknown by now. */
  slots(ctx: TenantContext, listingId: number): Promise<Slot[]> {
    return this.work.read(ctx, async (tx) => {
      const shop = await this.shops.findWithOrders(tx, listingId);
      const size = { lines: 0, items: 0, cents: 0, noticeDays: 0 };
      return shop ? this.orderSlots.slotsOfSize(tx, shop, size) : [];
    });
  }

  /**
   * What the page shows on which a customer agrees: the terms of sale of the moment, and other slots where the one that was proposed is
   * gone.
   */
  agreement(ctx: TenantContext, order: Order, amendment: OrderAmendment | null): Promise<ListOffer> {
    return this.work.read(ctx, async (tx) => {
      const shop = await this.shops.findWithOrders(tx, order.listingId);
      if (!shop || !amendment || order.proposedUntil === null)
        return { termsDigest: null, cancellation: null, slots: null };
      const digest = await this.agreements.termsDigest(tx, order, shop);
      const slot = amendment.slot ?? order.slot;
      const refusal = await this.agreements.refusalOf(tx, {
        order,
        amendment,
        slot,
        shop,
        now: this.clock.now(),
      });
      return {
        termsDigest: digest,
        cancellation: shop.settings.cancellation,
        slots: refusal === null ? null : await this.slotsFor(tx, shop, amendment),
      };
    });
  }

  private slotsFor(
    tx: TenantTx,
    shop: OrderingShop,
    { lines, items, totalCents: cents }: OrderAmendment,
  ): Promise<Slot[]> {
    return this.orderSlots.slotsOfSize(tx, shop, { lines: lines.length, items, cents, noticeDays: 0 });
  }

  /**
   * Answers a list, which waits for its customer from then on. Sent again it is done.
   * @throws OrderNotFound, OrderMoved it is not where it was seen, has an answer, or is no list
   * @throws ListAnswerRefused, OrderTooLarge, SlotRefused, AmendmentTooLate nothing is answered
   * @throws OrderingClosed the hours of the shop are unknown by now
   */
  async answer(ctx: TenantContext, input: Proposing & ListAnswer): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const isNew = await this.amendments.proposeIn(tx, input, async (order, now) => {
        if (!isUnpriced(order)) throw new OrderMoved({ state: order.state });
        const shop = await this.shops.getWithOrders(tx, order.listingId);
        const lines = await this.linesFor(tx, shop, input, now);
        const slot = await this.slotFor(tx, { shop, order, input, now }, sumsOf(lines));
        return { lines, slot, declined: null };
      });
      if (isNew) await this.lists.setMessage(tx, input.orderId, input.message);
    });
  }

  /** @throws ListAnswerRefused */
  private async linesFor(tx: TenantWriteTx, shop: OrderingShop, { lines }: ListAnswer, now: Date) {
    const { id } = shop.listing;
    const products = await this.products.listSome(
      tx,
      id,
      lines.flatMap((line) => ('name' in line ? [] : [line.productId])),
    );
    const named = lines.filter((line) => 'name' in line);
    const answered = answerLines(
      { lines },
      products,
      await this.offSale(tx, id, named, now),
      conditionsOf(shop),
    );
    if (typeof answered === 'string') throw new ListAnswerRefused({ problem: answered });
    return answered;
  }

  /**
   * The products that stand for what a shop names itself, off sale from the beginning: what is sold is a product, always (ADR 45). What
   * it named before is known again.
   */
  private async offSale(
    tx: TenantWriteTx,
    listingId: number,
    lines: readonly NamedLine[],
    now: Date,
  ): Promise<string[]> {
    const ids: string[] = [];
    const added: { readonly id: string; readonly input: ProductInput }[] = [];
    for (const line of lines) {
      // The same thing on two lines is one product, and is refused.
      const twin = lines.findIndex((other) => isSameThing(other, line));
      const known = ids[twin] ?? (await this.lists.findOffSale(tx, listingId, line));
      const id = known ?? uuid();
      if (known === null) added.push({ id, input: inputOf(line) });
      ids.push(id);
    }
    if (added.length > 0) {
      await this.products.insertAll(tx, listingId, added, now);
      await this.products.archiveAll(
        tx,
        added.map(({ id }) => id),
        now,
      );
    }
    return ids;
  }

  /** Another slot that is proposed; null where it is that of the order. @throws SlotRefused, OrderTooLarge */
  private async slotFor(
    tx: TenantWriteTx,
    { shop, order, input, now }: AnsweredList,
    { totalCents: cents, items }: Pick<OrderAmendment, 'totalCents' | 'items'>,
  ): Promise<Order['slot'] | null> {
    const from = input.slotFrom ?? order.slot.from.getTime();
    if (from === order.slot.from.getTime()) return null;
    const { until } = slotOf(shop, from);
    if (Number.isNaN(new Date(from).getTime())) throw new SlotRefused({ refusal: 'not-offered' });
    const usage = await this.capacity.usage(tx, order.listingId, [{ from, until }], SHOP_SLOTS, order.id);
    // Its shop decides how soon it is ready; whether it is there then, and has room, is asked.
    const question = questionOf(shop, { lines: 0, items, cents, noticeDays: 0 }, now);
    const rules = { ...question.rules, notice: 0, preparation: [], rush: 0, cutOff: undefined };
    const refusal = refusalOf({ ...question, rules }, from, usage.get(from) ?? NO_USAGE);
    if (refusal === 'too-large') throw new OrderTooLarge({});
    if (refusal !== null) throw new SlotRefused({ refusal });
    return { from: new Date(from), until: new Date(until) };
  }
}

interface AnsweredList {
  readonly shop: OrderingShop;
  readonly order: Order;
  readonly input: ListAnswer;
  readonly now: Date;
}

const isSameThing = (one: NamedLine, other: NamedLine): boolean =>
  one.name === other.name &&
  one.vat === other.vat &&
  one.withdrawal === other.withdrawal &&
  one.minimumAge === other.minimumAge &&
  one.ageRestriction === other.ageRestriction;

const inputOf = ({ name, unitCents, vat, withdrawal, minimumAge, ageRestriction }: NamedLine): ProductInput =>
  productInputSchema.parse({
    ...{ name, priceCents: unitCents, vat, withdrawal, minimumAge, ageRestriction },
    isAvailable: false,
  });
