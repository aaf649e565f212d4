import { choiceCount, MAX_PRODUCT_CHOICES, type ProductInput } from '@halles/contracts';
import { ListingNotFound, holdListing } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { isSellable } from './options';
import { MAX_PRODUCTS, type Product } from './product';
import { OptionPriceOutOfRange, ProductNotFound, TooManyChoices, TooManyProducts } from './product.errors';
import type { NamedInput } from './imports/product-import';
import { type ProductPage, productPages } from './product-pages';
import { ProductIndex } from './product-index.service';
import { ProductWriter } from './product-writer';
import { ProductRepository } from './product.repository';
import { type Raised, raised } from './sections';
import { countedAnew } from './weighing';

/** What a shop sells, as those who keep it change it and everybody reads it. */
@Injectable()
export class CatalogueService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductRepository,
    private readonly index: ProductIndex,
    private readonly writer: ProductWriter,
    private readonly clock: Clock,
  ) {}

  /** The products on sale of a shop, in its order. */
  list(ctx: TenantContext, listingId: number): Promise<Product[]> {
    return this.work.read(ctx, (tx) => this.products.list(tx, listingId));
  }

  /** The same as a part of what a page reads. */
  listIn(tx: TenantTx, listingId: number): Promise<Product[]> {
    return this.products.list(tx, listingId);
  }

  /** Some of them, in the order of the shop, as a part of what a page reads. */
  listSomeIn(tx: TenantTx, listingId: number, ids: readonly string[]): Promise<Product[]> {
    return this.products.listSome(tx, listingId, ids);
  }

  /** What some of a shop's products are called, also of those that it sells no more. */
  names(ctx: TenantContext, listingId: number, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.work.read(ctx, (tx) => this.products.names(tx, listingId, ids));
  }

  /** What is shown on each page of those who order, as a part of what a page reads. */
  async pagesIn(tx: TenantTx, listingId: number): Promise<ProductPage[]> {
    return productPages(await this.products.outlines(tx, listingId));
  }

  /** @throws ProductNotFound also where it is another shop's */
  async get(ctx: TenantContext, listingId: number, id: string): Promise<Product> {
    return this.work.read(ctx, async (tx) => required(await this.products.find(tx, listingId, id)));
  }

  /**
   * Puts a product on sale, behind the others. The same id sent again adds nothing more.
   * @param id made where the form is rendered
   * @throws ListingNotFound, TooManyProducts, TooManyChoices, OptionPriceOutOfRange
   */
  async add(ctx: TenantContext, listingId: number, id: string, input: ProductInput): Promise<void> {
    checkOptions(input);
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new ListingNotFound({});
      if (await this.products.isTaken(tx, id)) return;
      if ((await this.products.count(tx, listingId)) >= MAX_PRODUCTS)
        throw new TooManyProducts({ most: MAX_PRODUCTS });
      const now = this.clock.now();
      // A second sending that did not wait for the first.
      if (!(await this.products.insertOnce(tx, id, listingId, input, now))) return;
      await this.products.recordCounts(tx, [id], now);
      await this.index.put(tx, listingId, [{ ...input, id }]);
      await appendAudit(tx, 'product.added', { listing: listingId, product: id }, now);
    });
  }

  /**
   * Changes what is said of a product. A stock that was left as it was shown was not counted: what was ordered meanwhile
   * stays ordered. Nor was one whose pieces are grams by now: it is not counted from then on.
   * @param shownStock what the form was filled in with
   * @throws ProductNotFound, TooManyChoices, OptionPriceOutOfRange
   */
  async change(
    ctx: TenantContext,
    listingId: number,
    id: string,
    input: ProductInput,
    shownStock: number | null,
  ): Promise<void> {
    checkOptions(input);
    await this.work.write(ctx, async (tx) => {
      const before = await this.hold(tx, listingId, id);
      const now = this.clock.now();
      const counted = input.stock === shownStock ? before.stock : input.stock;
      const { stock } = countedAnew(before, { ...input, stock: counted });
      await this.products.update(tx, id, { ...input, stock }, now);
      if (stock !== before.stock) await this.products.recordCounts(tx, [id], now);
      await this.index.put(tx, listingId, [{ ...input, id }]);
      await appendAudit(tx, 'product.changed', { listing: listingId, product: id }, now);
    });
  }

  /**
   * Changes what is said of some products of a shop, of all or of none.
   * @param decide from the products as they are, which stay so
   * @throws OptionPriceOutOfRange
   */
  async changeSome(
    ctx: TenantContext,
    listingId: number,
    decide: (products: readonly Product[]) => readonly NamedInput[],
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const before = await this.writer.holdAll(tx, listingId);
      const wanted = decide(before);
      if (wanted.length === 0) return;
      const now = this.clock.now();
      await this.writer.change(tx, listingId, { before, wanted }, now);
      await appendAudit(
        tx,
        'products.changed',
        { listing: listingId, products: wanted.map(({ id }) => id) },
        now,
      );
    });
  }

  /**
   * Takes a product off sale, as a part of what takes off all that shows it (`ProductPhotos.archiveProduct`).
   * @throws ProductNotFound
   */
  async archiveIn(tx: TenantWriteTx, listingId: number, id: string, now: Date): Promise<void> {
    await this.hold(tx, listingId, id);
    await this.products.archive(tx, id, now);
    await this.index.take(tx, listingId, [id]);
    await appendAudit(tx, 'product.archived', { listing: listingId, product: id }, now);
  }

  /** A product on sale, which stays so until the transaction ends. @throws ProductNotFound also where it is another shop's */
  async hold(tx: TenantWriteTx, listingId: number, id: string): Promise<Product> {
    const [product] = await this.products.lock(tx, listingId, [id]);
    if (!product || product.archivedAt) throw new ProductNotFound({});
    return product;
  }

  /** Puts a product, or the section that it is of, one place further up. @throws ProductNotFound */
  async raise(ctx: TenantContext, listingId: number, id: string, what: Raised): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await this.products.lockAll(tx, listingId);
      const products = await this.products.list(tx, listingId);
      if (!products.some((product) => product.id === id)) throw new ProductNotFound({});
      await this.products.arrange(tx, raised(products, id, what));
      await appendAudit(tx, 'product.arranged', { listing: listingId, product: id }, this.clock.now());
    });
  }

  /** Copies a product behind the others. @throws ProductNotFound, TooManyProducts, TooManyChoices */
  async duplicate(ctx: TenantContext, listingId: number, id: string): Promise<string> {
    const product = await this.get(ctx, listingId, id);
    const {
      id: _id,
      listingId: _listingId,
      position: _position,
      archivedAt: _archivedAt,
      ...input
    } = product;
    const copy = uuid();
    await this.add(ctx, listingId, copy, input);
    return copy;
  }
}

/** Nothing is sold for nothing, whatever is chosen, and there is no end of choosing. @throws TooManyChoices, OptionPriceOutOfRange */
function checkOptions(input: ProductInput): void {
  if (choiceCount(input.options) > MAX_PRODUCT_CHOICES)
    throw new TooManyChoices({ most: MAX_PRODUCT_CHOICES });
  if (!isSellable(input)) throw new OptionPriceOutOfRange({});
}

function required(product: Product | null | undefined): Product {
  if (!product) throw new ProductNotFound({});
  return product;
}
