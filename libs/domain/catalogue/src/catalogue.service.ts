import { isDeepStrictEqual } from 'node:util';
import type { ProductInput } from '@halles/contracts';
import { ListingNotFound, holdListing } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { MAX_ARCHIVED, MAX_PRODUCTS, type Product } from './product';
import {
  ProductGone,
  ProductNotFound,
  TooManyProducts,
  VariantsChanged,
  VariantsDiffer,
} from './product.errors';
import { factsOf } from './imports/product-facts';
import type { NamedInput } from './imports/product-import';
import { type ProductPage, productPages } from './product-pages';
import { notedAdded, notedChanges, notedOnSale, notedTogether, notedVariants } from './noted-changes';
import { ProductJournal } from './product-journal';
import { ProductWriter } from './product-writer';
import { type ProductAddress, ProductRepository } from './product.repository';
import { type Moved, moved } from './sections';
import {
  type Archived,
  checkOptions,
  type ProductChange,
  required,
  type SomeChanges,
  variantInputs,
  type WantedVariants,
} from './wanted-products';
import { type Attribute, attributesOf, groupsOf, plannedVariants, soldName, variantsOf } from './variants';

/** Rows among which the first products of a shop are looked for: one of them may have sixty variants. */
const MAX_FIRST_ROWS = 100;

/** What a shop sells, as those who keep it change it and everybody reads it. */
@Injectable()
export class CatalogueService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductRepository,
    private readonly writer: ProductWriter,
    private readonly journal: ProductJournal,
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

  /**
   * The variants on sale of a product, as a part of what a page reads.
   * @param id of the product, of one of its variants, or of its group
   * @throws ProductNotFound of what the shop never sold, ProductGone of what it sells no more
   */
  async membersIn(tx: TenantTx, listingId: number, id: string): Promise<[Product, ...Product[]]> {
    const [first, ...others] = await this.products.members(tx, listingId, id);
    if (first) return [first, ...others];
    if ((await this.products.names(tx, listingId, [id])).has(id)) throw new ProductGone({});
    throw new ProductNotFound({});
  }

  /** The first products of a shop, each with all of its variants, as a part of what a page reads. */
  async firstIn(tx: TenantTx, listingId: number, most: number): Promise<Product[]> {
    const groups = await this.products.firstGroups(tx, listingId, MAX_FIRST_ROWS);
    return this.products.listGroups(tx, listingId, groups.slice(0, most));
  }

  /** What the addresses of the products of some shops are made of, as a part of what is read. */
  addressesIn(tx: TenantTx, listings: readonly number[], limit: number): Promise<ProductAddress[]> {
    return this.products.addresses(tx, listings, limit);
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

  /** The variants of a product on sale in their order, it among them; it alone where it is sold in one form. @throws ProductNotFound */
  async variants(ctx: TenantContext, listingId: number, id: string): Promise<Product[]> {
    return this.work.read(ctx, async (tx) => {
      const { groupId } = required(await this.products.find(tx, listingId, id));
      return (await this.products.list(tx, listingId)).filter((product) => product.groupId === groupId);
    });
  }

  /**
   * Puts a product on sale, behind the others. The same id sent again adds nothing more.
   * @param id made where the form is rendered
   * @param attributes in which it is sold: a product for each of their variants, the first of which has the id
   * @throws ListingNotFound, TooManyProducts, TooManyChoices, OptionPriceOutOfRange, VariantNameTooLong
   */
  async add(
    ctx: TenantContext,
    listingId: number,
    id: string,
    input: ProductInput,
    attributes: readonly Attribute[] = [],
  ): Promise<void> {
    checkOptions(input);
    const adds = variantInputs(id, input, variantsOf(attributes));
    await this.addAll(ctx, listingId, adds);
  }

  /**
   * Changes what is said of a product, and of its other variants what is said of all of them. A stock that was left as it was
   * shown was not counted: what was ordered meanwhile stays ordered. Nor was one whose pieces are grams by now: it is not counted
   * from then on.
   * @param shownStock what the form was filled in with
   * @throws ProductNotFound, TooManyChoices, OptionPriceOutOfRange, VariantNameTooLong
   */
  async change(
    ctx: TenantContext,
    listingId: number,
    id: string,
    input: ProductInput,
    shownStock: number | null,
  ): Promise<void> {
    await this.work.write(ctx, (tx) => this.changeIn(tx, listingId, id, { input, shownStock }, null));
  }

  /**
   * The same as a part of what takes off all that shows what is not sold any more (`ProductPhotos.changeProduct`).
   * @param change what is said of it, or what says so from the product as it is, which stays so: null leaves it
   * @param wanted in what the product is sold from now on (`plannedVariants`), and in what it was when that was said; null: as it is
   * @returns which products are off sale by it, and one that stays
   * @throws TooManyProducts, VariantsChanged as well
   */
  async changeIn(
    tx: TenantWriteTx,
    listingId: number,
    id: string,
    change: ProductChange | ((product: Product) => ProductChange | null),
    wanted: WantedVariants | null,
  ): Promise<{ readonly gone: readonly string[]; readonly stays: string }> {
    const before = await this.products.lockGroup(tx, listingId, id);
    const product = required(before.find((one) => one.id === id));
    const decided = typeof change === 'function' ? change(product) : change;
    if (decided === null) return { gone: [], stays: id };
    const { input, shownStock } = decided;
    checkOptions(input);
    const there = attributesOf(before);
    // What is sent twice is so already.
    const isSo = wanted === null || isDeepStrictEqual(wanted.attributes, there);
    // A value is known by its place: said of others than there are, it would turn one variant into another.
    if (!isSo && !isDeepStrictEqual(wanted.shown, there)) throw new VariantsChanged({ now: there });
    const now = this.clock.now();
    const stock = input.stock === shownStock ? product.stock : input.stock;
    const own = { ...input, stock, variant: product.variant };
    const changes = await this.writer.change(tx, listingId, { before, wanted: [{ id, input: own }] }, now);
    const noted = notedChanges(before, changes);
    await this.journal.record(tx, 'product.changed', { listing: listingId, product: id, noted }, now);
    if (isSo) return { gone: [], stays: id };
    const known = new Map(changes.map((change) => [change.id, change.input]));
    const members = before.map((member): Product => ({ ...member, ...known.get(member.id) }));
    return this.sellIn(tx, listingId, { id, members, attributes: wanted.attributes }, now);
  }

  /** Has a product be sold in the variants of some attributes, in their order. */
  private async sellIn(
    tx: TenantWriteTx,
    listingId: number,
    product: {
      readonly id: string;
      readonly members: readonly Product[];
      readonly attributes: readonly Attribute[];
    },
    now: Date,
  ): Promise<{ readonly gone: readonly string[]; readonly stays: string }> {
    const { id, members, attributes } = product;
    const { kept, added, gone, order } = plannedVariants(members, attributes);
    const like = required(members.find((member) => member.id === id));
    const wanted = members.flatMap((member): NamedInput[] => {
      const variant = kept.get(member.id);
      return variant ? [{ id: member.id, input: { ...factsOf(member), variant } }] : [];
    });
    await this.writer.archive(tx, listingId, gone, now);
    await this.writer.change(tx, listingId, { before: members, wanted }, now);
    // Nobody counted them yet, and a number under a bar code is of one of them.
    const fresh = { ...factsOf(like), stock: null, ean: null };
    const adds = added.map((variant) => ({
      id: uuid(),
      input: { ...fresh, variant },
      groupId: like.groupId,
    }));
    await this.checkRoom(tx, listingId, adds.length);
    await this.writer.add(tx, listingId, adds, now);
    const placed = new Map([...wanted, ...adds].map((one) => [JSON.stringify(one.input.variant), one.id]));
    const inOrder = order.flatMap((variant) => placed.get(JSON.stringify(variant)) ?? []);
    const all = groupsOf(await this.products.list(tx, listingId)).flatMap((group) =>
      group[0]?.groupId === like.groupId && inOrder.length > 0 ? inOrder : group.map((one) => one.id),
    );
    await this.products.arrange(tx, all);
    await this.journal.record(
      tx,
      'product.variants',
      {
        listing: listingId,
        product: id,
        added: adds.length,
        gone,
        noted: notedVariants(members, gone, adds),
      },
      now,
    );
    return { gone, stays: kept.has(id) ? id : (wanted[0]?.id ?? adds[0]?.id ?? id) };
  }

  private async addAll(ctx: TenantContext, listingId: number, adds: readonly NamedInput[]): Promise<void> {
    const [first, ...others] = adds;
    if (!first) return;
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new ListingNotFound({});
      if (await this.products.isTaken(tx, first.id)) return;
      await this.checkRoom(tx, listingId, adds.length);
      const now = this.clock.now();
      // A second sending that did not wait for the first.
      if (!(await this.writer.addOnce(tx, listingId, first, now))) return;
      await this.writer.add(tx, listingId, others, now);
      const noted = notedAdded(adds.map(({ input }) => input));
      await this.journal.record(tx, 'product.added', { listing: listingId, product: first.id, noted }, now);
    });
  }

  /** @throws TooManyProducts */
  private async checkRoom(tx: TenantWriteTx, listingId: number, adds: number): Promise<void> {
    if (adds > 0 && (await this.products.count(tx, listingId)) + adds > MAX_PRODUCTS)
      throw new TooManyProducts({ most: MAX_PRODUCTS });
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
    await this.work.write(ctx, (tx) =>
      this.changeSomeIn(tx, listingId, (products) => ({ changes: decide(products), archived: [] })),
    );
  }

  /**
   * The same, and takes some off sale with all of their variants, as a part of what takes off all that shows them
   * (`ProductPhotos.changeProducts`).
   * @returns which products are off sale by it
   */
  async changeSomeIn(
    tx: TenantWriteTx,
    listingId: number,
    decide: (products: readonly Product[]) => SomeChanges,
  ): Promise<readonly string[]> {
    const before = await this.writer.holdAll(tx, listingId);
    const { changes, archived } = decide(before);
    const now = this.clock.now();
    const off: Product[] = [];
    for (const id of archived)
      if (!off.some((product) => product.id === id))
        off.push(...(await this.writer.takeOff(tx, listingId, { id, what: 'product' }, now)).off);
    const gone = off.map(({ id }) => id);
    const wanted = changes.filter(({ id }) => !gone.includes(id));
    if (wanted.length + gone.length === 0) return gone;
    const stay = before.filter(({ id }) => !gone.includes(id));
    const written = await this.writer.change(tx, listingId, { before: stay, wanted }, now);
    // What is saved at once is one entry of the history, however much of it there is.
    const noted = notedTogether(notedOnSale(off, false), notedChanges(stay, written));
    const detail = { listing: listingId, products: wanted.map(({ id }) => id), archived: gone, noted };
    await this.journal.record(tx, 'products.changed', detail, now);
    return gone;
  }

  /**
   * Takes a product off sale, as a part of what takes off all that shows it (`ProductPhotos.archiveProduct`).
   * @param what the product with all of its variants, or the one variant
   * @returns which products are off sale by it, and one of its variants that stays, or null
   * @throws ProductNotFound
   */
  async archiveIn(
    tx: TenantWriteTx,
    listingId: number,
    id: string,
    now: Date,
    what: Archived = 'product',
  ): Promise<{ readonly gone: readonly string[]; readonly stays: string | null }> {
    const { off, members } = await this.writer.takeOff(tx, listingId, { id, what }, now);
    const gone = off.map((member) => member.id);
    const detail = { listing: listingId, products: gone, noted: notedOnSale(off, false) };
    await this.journal.record(tx, 'product.archived', detail, now);
    return { gone, stays: members.find((member) => !gone.includes(member.id))?.id ?? null };
  }

  /** A product on sale, which stays so until the transaction ends. @throws ProductNotFound also where it is another shop's */
  async hold(tx: TenantWriteTx, listingId: number, id: string): Promise<Product> {
    const [product] = await this.products.lock(tx, listingId, [id]);
    if (!product || product.archivedAt) throw new ProductNotFound({});
    return product;
  }

  /** Puts a product, or the section that it is of, at another place, from 0. @throws ProductNotFound */
  async move(
    ctx: TenantContext,
    listingId: number,
    { what, id, place }: { readonly what: Moved; readonly id: string; readonly place: number },
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await this.products.lockAll(tx, listingId);
      const products = await this.products.list(tx, listingId);
      if (!products.some((product) => product.id === id)) throw new ProductNotFound({});
      await this.products.arrange(tx, moved(products, id, what, place));
      const about = { listing: listingId, product: id };
      await this.journal.record(tx, 'product.arranged', about, this.clock.now());
    });
  }

  /** What a shop took off sale last. */
  archived(ctx: TenantContext, listingId: number): Promise<Product[]> {
    return this.work.read(ctx, (tx) => this.products.archived(tx, listingId, MAX_ARCHIVED));
  }

  /**
   * Puts products that were taken off sale on sale again, behind the others, all or none of them; one that is on sale stays so.
   * @throws ListingNotFound, ProductNotFound, TooManyProducts, TooManyVariants
   * @throws VariantsDiffer its other variants are said otherwise by now, or another one is the same
   */
  async restore(ctx: TenantContext, listingId: number, ids: readonly string[]): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new ListingNotFound({});
      await this.products.lockAll(tx, listingId);
      const back: Product[] = [];
      for (const id of ids) back.push(...(await this.restoreIn(tx, listingId, id)));
      if (back.length === 0) return;
      const detail = {
        listing: listingId,
        products: back.map(({ id }) => id),
        noted: notedOnSale(back, true),
      };
      await this.journal.record(tx, 'product.restored', detail, this.clock.now());
    });
  }

  private async restoreIn(tx: TenantWriteTx, listingId: number, id: string): Promise<Product[]> {
    const [product] = await this.products.lock(tx, listingId, [id]);
    const { archivedAt, groupId, variant } = required(product);
    if (!product || archivedAt === null) return [];
    await this.checkRoom(tx, listingId, 1);
    const members = await this.products.listGroups(tx, listingId, [groupId]);
    const named = { product: soldName(product) };
    if (members.some((member) => isDeepStrictEqual(member.variant, variant))) throw new VariantsDiffer(named);
    const now = this.clock.now();
    try {
      await this.writer.restore(tx, listingId, product, now);
    } catch (error) {
      throw error instanceof VariantsDiffer ? new VariantsDiffer(named) : error;
    }
    return [product];
  }

  /** Copies a product behind the others, with all of its variants. @throws ProductNotFound, TooManyProducts, TooManyChoices */
  async duplicate(ctx: TenantContext, listingId: number, id: string): Promise<string> {
    const members = await this.variants(ctx, listingId, id);
    const copy = uuid();
    for (const member of members) checkOptions(member);
    await this.addAll(
      ctx,
      listingId,
      members.map((member, place) => ({
        id: place === 0 ? copy : uuid(),
        input: factsOf(member),
        groupId: copy,
      })),
    );
    return copy;
  }
}
