import { ProductRepository, type StockChange, stockUnit } from '@halles/domain/catalogue';
import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Order } from './order';
import { amountsOf, returnedOf } from './order-decision';
import { type WithdrawnLines, withdrawnLines } from './withdrawal';

/** Makes orders hold what the scales said, and not what was estimated; and nothing of what goes on sale again. */
@Injectable()
export class HeldStock {
  constructor(private readonly products: ProductRepository) {}

  /**
   * Moves stock from or to an order that the transaction has locked. There may be less left than it weighs more: a stock has no
   * less than nothing, and whoever counts it next corrects it.
   * @param changesOf what moves, by what the order holds of each product
   */
  async move(
    tx: TenantWriteTx,
    order: Order,
    changesOf: (held: ReadonlyMap<string, number>) => readonly StockChange[],
    now: Date,
  ): Promise<void> {
    const held = await this.products.stockHeldBy(tx, order.id);
    const changes = changesOf(new Map(held.map(({ productId, amount }) => [productId, amount])));
    const products = await this.products.lock(
      tx,
      order.listingId,
      changes.map(({ productId }) => productId),
    );
    const grams = new Map(
      products.flatMap(({ id, stock, weighing }): [string, number][] =>
        stock !== null && stockUnit(weighing) === 'grams' ? [[id, stock]] : [],
      ),
    );
    for (const change of changes) {
      const delta = Math.max(change.delta, -(grams.get(change.productId) ?? Infinity));
      if (delta !== 0) await this.products.moveStock(tx, [{ ...change, delta }], order.id, now);
    }
  }

  /** Puts lines of an order, or the pieces of a part of them, back on sale: never more than it holds. */
  async putBack(tx: TenantWriteTx, order: Order, withdrawn: WithdrawnLines, now: Date): Promise<void> {
    // Where an amount alone is given back, the goods stay where they are.
    const lines = withdrawnLines(order, withdrawn).filter(({ isAmount }) => isAmount !== true);
    const amounts = amountsOf(lines);
    // Of goods that were not counted when they were ordered nothing was taken.
    const held = await this.products.stockHeldBy(tx, order.id);
    const returned = returnedOf(held, lines, (productId) => amounts.get(productId) ?? 0);
    await this.products.lock(
      tx,
      order.listingId,
      returned.map(({ productId }) => productId),
    );
    await this.products.moveStock(tx, returned, order.id, now);
  }
}
