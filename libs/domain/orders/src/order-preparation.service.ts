import type { ChosenWeight } from '@halles/domain/catalogue';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ListedOrder, OrderLine, OrderSummary } from './order';
import { OrderListRepository } from './order-list.repository';

/** How much of a product, with the same choices, all orders together want. */
export interface PreparedProduct extends Pick<OrderLine, 'name' | 'choices' | 'quantity'> {
  /** Of what is weighed, what it was ordered as or what the scales said. */
  readonly weight: ChosenWeight | null;
}

/** What a shop has to prepare, the first at the head. */
export interface PreparationList {
  readonly orders: readonly ListedOrder[];
  /** There are more than are listed. */
  readonly isCut: boolean;
}

/** More orders than a shop hands over in a day: a page and a document have a limit. */
const MAX_ORDERS = 1_000;

/** Pieces or grams of each product with its choices over all orders, by name. Pure. */
export function preparedProducts(orders: readonly Pick<ListedOrder, 'contents'>[]): PreparedProduct[] {
  const products = new Map<string, PreparedProduct>();
  for (const { productId, name, choices, quantity, weight } of orders.flatMap(({ contents }) => contents)) {
    // A product that was renamed meanwhile stands under both names, as it was ordered.
    const key = JSON.stringify([
      productId,
      name,
      choices.map((choice) => [choice.group, choice.name]),
      weight?.by,
    ]);
    const known = products.get(key);
    const grams = weight && (weight.finalGrams ?? weight.grams) + (known?.weight?.grams ?? 0);
    products.set(key, {
      ...{ name, choices, quantity: quantity + (known?.quantity ?? 0) },
      weight: weight && { by: weight.by, grams: grams ?? 0 },
    });
  }
  return [...products.values()].sort((one, other) => one.name.localeCompare(other.name, 'fr'));
}

/** What a shop has to prepare. */
@Injectable()
export class OrderPreparation {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lists: OrderListRepository,
  ) {}

  /**
   * Orders whose slot begins in a time, its end not included, the first at the head: what was accepted and is to be put
   * together, or all, what nobody answered and what was handed over among it.
   */
  async list(
    ctx: TenantContext,
    listingId: number,
    span: OrderSummary['slot'],
    which: 'to-prepare' | 'all' = 'to-prepare',
    most = MAX_ORDERS,
  ): Promise<PreparationList> {
    const found = await this.work.read(ctx, (tx) =>
      this.lists.listOfSlots(tx, listingId, which, span, most + 1),
    );
    return { orders: found.slice(0, most), isCut: found.length > most };
  }
}
