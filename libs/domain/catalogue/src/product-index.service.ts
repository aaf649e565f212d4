import { ListingWriter } from '@halles/domain/listings';
import { indexWordsOf } from '@halles/domain/text';
import { Clock } from '@halles/kernel';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Product } from './product';
import { ProductRepository } from './product.repository';
import { soldName } from './variants';
import { ProductWordRepository } from './product-word.repository';

type Named = Pick<Product, 'id' | 'name' | 'variant' | 'ean'>;

/** A product is found by the words of its name and its variant, and by the number of its bar code. */
const wordsOf = ({ id, ean, ...named }: Named) => ({
  id,
  words: [...new Set([...indexWordsOf(soldName(named)), ...(ean === null ? [] : [ean])])],
});

/** Has search know what shops sell, in the transaction that changes it. */
@Injectable()
export class ProductIndex {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductRepository,
    private readonly words: ProductWordRepository,
    private readonly writer: ListingWriter,
    private readonly clock: Clock,
  ) {}

  /** To be called behind the change of a product that is on sale. */
  async put(tx: TenantWriteTx, listingId: number, products: readonly Named[]): Promise<void> {
    await this.replace(tx, listingId, products.map(wordsOf));
  }

  /** To be called behind what takes products off sale. */
  async take(tx: TenantWriteTx, listingId: number, ids: readonly string[]): Promise<void> {
    await this.replace(
      tx,
      listingId,
      ids.map((id) => ({ id, words: [] })),
    );
  }

  /**
   * Brings the directory up to what is known of what the shop sells and whether it takes orders. Where an import holds the
   * directory, the task that calls `catchUp` does it later; that task alone knows of all its products.
   */
  async show(tx: TenantWriteTx, listingId: number): Promise<void> {
    if (!(await this.refresh(tx, listingId))) await this.words.setIndexed(tx, listingId, false);
  }

  /** Indexes one shop that search does not know of, all of its products. @returns false where there is none, or not now */
  async catchUp(ctx: TenantContext): Promise<boolean> {
    return this.work.write(ctx, async (tx) => {
      const listingId = await this.words.nextUnindexed(tx);
      if (listingId === null) return false;
      // Whoever renames a product waits, and puts its new words over those that are written here.
      await this.products.lockAll(tx, listingId);
      // Whoever could not tell the directory of a change waits too, and has it told by the next run.
      await this.words.lockIndexed(tx, listingId);
      const products = await this.products.list(tx, listingId);
      await this.words.replace(tx, listingId, products.map(wordsOf));
      const isShown = await this.refresh(tx, listingId);
      if (isShown) await this.words.setIndexed(tx, listingId, true);
      return isShown;
    });
  }

  private refresh(tx: TenantWriteTx, listingId: number): Promise<boolean> {
    const now = this.clock.now();
    return this.writer.attempt(tx, async (batch) => {
      await this.writer.refresh(batch, [listingId], now);
      await this.writer.finish(batch, 'touched', now);
    });
  }

  private async replace(
    tx: TenantWriteTx,
    listingId: number,
    products: readonly { readonly id: string; readonly words: readonly string[] }[],
  ): Promise<void> {
    const differs = await this.words.replace(tx, listingId, products);
    if (differs && (await this.words.takesOrders(tx, listingId))) await this.show(tx, listingId);
  }
}
