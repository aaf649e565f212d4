import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { NamedInput } from './imports/product-import';
import type { Product } from './product';
import { MAX_ATTRIBUTE_VALUES, MAX_PRODUCT_NAME, MAX_VARIANTS } from '@halles/contracts';
import { OptionPriceOutOfRange, TooManyVariants, VariantNameTooLong, VariantsDiffer } from './product.errors';
import { ProductIndex } from './product-index.service';
import { ProductRepository } from './product.repository';
import { isSellable } from './options';
import { areAlike, withVariants } from './shared-facts';
import { areWithinLimits, attributesOf, groupsOf, isNameable } from './variants';
import { type Archived, required } from './wanted-products';
import { countedAnew } from './weighing';

/** Writes many products of a shop at once, with what hangs on them: the journal of their stock, and search. */
@Injectable()
export class ProductWriter {
  constructor(
    private readonly products: ProductRepository,
    private readonly index: ProductIndex,
  ) {}

  /** All that a shop has on sale, in its order, which stays as it is until the transaction ends. */
  async holdAll(tx: TenantWriteTx, listingId: number): Promise<Product[]> {
    await this.products.lockAll(tx, listingId);
    return this.products.list(tx, listingId);
  }

  /**
   * Puts products behind the others.
   * @throws OptionPriceOutOfRange, VariantNameTooLong, and TooManyVariants or VariantsDiffer of the groups that they join
   */
  async add(tx: TenantWriteTx, listingId: number, adds: readonly NamedInput[], now: Date): Promise<void> {
    if (adds.length === 0) return;
    checkProducts(adds);
    const added = new Set(await this.products.insertAll(tx, listingId, adds, now));
    const ids = adds.flatMap(({ id }) => (added.has(id) ? [id] : []));
    await this.checkGroups(tx, listingId, adds);
    await this.products.recordCounts(tx, ids, now);
    await this.show(tx, listingId, adds);
  }

  /** Puts one product behind the others. False where its id is taken. @throws OptionPriceOutOfRange, VariantNameTooLong */
  async addOnce(tx: TenantWriteTx, listingId: number, add: NamedInput, now: Date): Promise<boolean> {
    checkProducts([add]);
    if ((await this.products.insertAll(tx, listingId, [add], now)).length === 0) return false;
    await this.products.recordCounts(tx, [add.id], now);
    await this.show(tx, listingId, [add]);
    return true;
  }

  /**
   * Says of products on sale what is said now, and of their other variants what is said of all of them.
   * @throws OptionPriceOutOfRange, VariantNameTooLong, VariantsDiffer
   * @param before the products as they are, with all of their variants
   * @returns what is said: a stock that counted something else is none
   */
  async change(
    tx: TenantWriteTx,
    listingId: number,
    { before, wanted }: { readonly before: readonly Product[]; readonly wanted: readonly NamedInput[] },
    now: Date,
  ): Promise<readonly NamedInput[]> {
    if (wanted.length === 0) return wanted;
    const shared = withVariants(before, wanted);
    if (shared.conflicts.length > 0) throw new VariantsDiffer({});
    checkProducts(shared.changes);
    const known = new Map(before.map((product) => [product.id, product]));
    const changes = shared.changes.map(({ id, input }) => ({
      id,
      input: countedAnew(known.get(id) ?? input, input),
    }));
    await this.products.updateAll(tx, changes, now);
    await this.products.recordCounts(
      tx,
      changes.map(({ id }) => id),
      now,
    );
    await this.show(tx, listingId, changes);
    return changes;
  }

  /**
   * Takes a product off sale, with all of its variants, or the one variant.
   * @returns what is off sale by it, and all of its variants as they were
   * @throws ProductNotFound
   */
  async takeOff(
    tx: TenantWriteTx,
    listingId: number,
    { id, what }: { readonly id: string; readonly what: Archived },
    now: Date,
  ): Promise<{ readonly off: readonly Product[]; readonly members: readonly Product[] }> {
    const members = await this.products.lockGroup(tx, listingId, id);
    required(members.find((member) => member.id === id));
    const off = members.filter((member) => what === 'product' || member.id === id);
    const ids = off.map((member) => member.id);
    await this.archive(tx, listingId, ids, now);
    return { off, members };
  }

  /** Takes products off sale that the transaction has locked. */
  async archive(tx: TenantWriteTx, listingId: number, ids: readonly string[], now: Date): Promise<void> {
    if (ids.length === 0) return;
    await this.products.archiveAll(tx, ids, now);
    await this.index.take(tx, listingId, ids);
  }

  /**
   * Puts a product that the transaction has locked on sale again, behind the others.
   * @throws TooManyVariants, VariantsDiffer of the variants of it that are on sale
   */
  async restore(tx: TenantWriteTx, listingId: number, product: Product, now: Date): Promise<void> {
    await this.products.restore(tx, listingId, product.id, now);
    await this.checkGroups(tx, listingId, [{ id: product.id, input: product, groupId: product.groupId }]);
    await this.show(tx, listingId, [{ id: product.id, input: product }]);
  }

  /** What stands in one group then is asked of the database: others are in it already. @throws TooManyVariants, VariantsDiffer */
  private async checkGroups(
    tx: TenantWriteTx,
    listingId: number,
    adds: readonly NamedInput[],
  ): Promise<void> {
    const ids = new Set(adds.flatMap(({ groupId }) => groupId ?? []));
    if (ids.size === 0) return;
    for (const members of groupsOf(await this.products.listGroups(tx, listingId, [...ids]))) {
      if (!areWithinLimits(attributesOf(members)))
        throw new TooManyVariants({ most: MAX_VARIANTS, values: MAX_ATTRIBUTE_VALUES });
      const [first, ...others] = members;
      if (first && !others.every((other) => areAlike(first, other))) throw new VariantsDiffer({});
    }
  }

  private show(tx: TenantWriteTx, listingId: number, products: readonly NamedInput[]): Promise<void> {
    return this.index.put(
      tx,
      listingId,
      products.map(({ id, input }) => ({ ...input, id })),
    );
  }
}

/** Nothing is sold for nothing, whatever is chosen, or under a name that no order has room for. @throws OptionPriceOutOfRange, VariantNameTooLong */
function checkProducts(products: readonly NamedInput[]): void {
  if (!products.every(({ input }) => isNameable(input)))
    throw new VariantNameTooLong({ most: MAX_PRODUCT_NAME });
  if (!products.every(({ input }) => isSellable(input))) throw new OptionPriceOutOfRange({});
}
