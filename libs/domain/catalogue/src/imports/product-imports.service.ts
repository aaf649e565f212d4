import { ListingNotFound, holdListing } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { EraseAfter } from '@halles/platform/scheduling';
import { appendAudit, type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { MAX_PRODUCTS, type Product } from '../product';
import { ProductImportNotFound, TooManyProducts } from '../product.errors';
import { notedChanges } from '../noted-changes';
import { ProductWriter } from '../product-writer';
import { ProductRepository } from '../product.repository';
import { factsOf } from './product-facts';
import {
  type ColumnMapping,
  headerDigest,
  type ImportChange,
  type ImportDecision,
  type UnrestoredReason,
  type NamedInput,
  type ProductDraft,
  type ProductImport,
  type TableLine,
} from './product-import';
import { type UnrestoredProduct, ProductImportRepository } from './product-import.repository';
import { restorable, undoing } from './undo-import';

/** Imports that are listed. */
const MAX_LISTED = 10;

/** Products from files of spreadsheets: read, looked at, imported at once or not at all, and taken back. */
@Injectable()
export class ProductImports {
  constructor(
    private readonly work: UnitOfWork,
    private readonly imports: ProductImportRepository,
    private readonly products: ProductRepository,
    private readonly writer: ProductWriter,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps a file that was read, in the place of one that was never imported. The same id sent again changes nothing.
   * @param guess what its columns mean, unless a file with the same columns was corrected before
   * @throws ListingNotFound
   */
  async begin(
    ctx: TenantContext,
    listingId: number,
    {
      id,
      lines,
      guess,
    }: { readonly id: string; readonly lines: readonly TableLine[]; readonly guess: ColumnMapping },
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new ListingNotFound({});
      await this.imports.removeDrafts(tx, listingId, id);
      const digest = headerDigest(lines[0]?.cells ?? []);
      const mapping = (await this.imports.remembered(tx, listingId, digest)) ?? guess;
      await this.imports.insert(tx, { id, listingId, lines, mapping, createdAt: this.clock.now() });
    });
  }

  /** With what undoing it left alone. @throws ProductImportNotFound also where it is another shop's */
  async get(
    ctx: TenantContext,
    listingId: number,
    id: string,
  ): Promise<{
    readonly found: ProductImport;
    readonly kept: readonly UnrestoredProduct[];
    readonly products: readonly Product[];
  }> {
    return this.work.read(ctx, async (tx) => ({
      found: required(await this.imports.find(tx, listingId, id)),
      kept: await this.imports.unrestoredBy(tx, id),
      products: await this.products.list(tx, listingId),
    }));
  }

  /** Those that were imported lately, the last first. */
  recent(ctx: TenantContext, listingId: number): Promise<ProductImport[]> {
    return this.work.read(ctx, (tx) => this.imports.listImported(tx, listingId, MAX_LISTED));
  }

  /** Says what the columns of a file mean, for the next one with the same columns too. @throws ProductImportNotFound */
  async map(ctx: TenantContext, listingId: number, id: string, mapping: ColumnMapping): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const draft = await this.draft(tx, listingId, id);
      if (draft === null) return;
      await this.imports.setMapping(tx, id, mapping);
      const digest = headerDigest(draft.lines[0]?.cells ?? []);
      await this.imports.remember(tx, listingId, { digest, mapping, now: this.clock.now() });
    });
  }

  /** Forgets a file that was not imported; nothing where there is none. */
  async discard(ctx: TenantContext, listingId: number): Promise<void> {
    await this.work.write(ctx, (tx) => this.imports.removeDrafts(tx, listingId, null));
  }

  /**
   * Imports a file: all that is decided, or nothing. Sent twice, it is imported once.
   * @param decide from the file and the products as they are, which stay so; what it throws is what the import is refused with
   * @throws ListingNotFound, ProductImportNotFound, TooManyProducts, TooManyVariants, VariantsDiffer
   */
  async run(
    ctx: TenantContext,
    listingId: number,
    id: string,
    decide: (draft: ProductDraft, products: readonly Product[]) => Promise<ImportDecision>,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new ListingNotFound({});
      const draft = await this.draft(tx, listingId, id);
      if (draft === null) return;
      const products = await this.writer.holdAll(tx, listingId);
      const { adds, changes: wanted, leftOut } = await decide(draft, products);
      if (adds.length > 0 && products.length + adds.length > MAX_PRODUCTS)
        throw new TooManyProducts({ most: MAX_PRODUCTS });
      const now = this.clock.now();
      const changes = await this.writer.change(tx, listingId, { before: products, wanted }, now);
      // Behind the changes: a further variant says what the others say from now on.
      await this.writer.add(tx, listingId, adds, now);
      const counts = { added: adds.length, changed: changes.length, leftOut };
      await this.imports.insertChanges(tx, id, changesOf(products, adds, changes));
      await this.imports.setImported(tx, id, counts, now);
      const detail = { listing: listingId, import: id, ...counts, noted: notedChanges(products, changes) };
      await appendAudit(tx, 'products.imported', detail, now);
    });
  }

  /**
   * Takes an import back, as a part of what takes off all that shows what it added (`ProductPhotos.undoImport`): what stood
   * before is restored, what was said anew or ordered since is left alone and told. Sent twice, it is taken back once.
   * @returns the products that it had added, which are off sale now
   * @throws ProductImportNotFound also where it was never imported
   */
  async undoIn(tx: TenantWriteTx, listingId: number, id: string, now: Date): Promise<string[]> {
    const found = required(await this.imports.lock(tx, listingId, id));
    if (found.importedAt === null) throw new ProductImportNotFound({});
    if (found.undoneAt !== null) return [];
    const before = await this.writer.holdAll(tx, listingId);
    const products = new Map(before.map((product) => [product.id, product]));
    const changes = await this.imports.changesOf(tx, id);
    const ids = changes.map(({ productId }) => productId);
    const ordered = await this.imports.orderedSince(tx, ids, found.importedAt);
    const archived: string[] = [];
    const wanted: NamedInput[] = [];
    const kept = new Map<string, UnrestoredReason>();
    for (const change of changes) {
      const { productId } = change;
      const done = undoing(change, products.get(productId) ?? null, ordered.has(productId));
      if (done.what === 'archive') archived.push(productId);
      else if (done.what === 'restore') wanted.push({ id: productId, input: done.input });
      else if (done.what === 'keep') kept.set(productId, done.because);
    }
    await this.writer.archive(tx, listingId, archived, now);
    const gone = new Set(archived);
    const left = before.filter((product) => !gone.has(product.id));
    const restored = restorable(left, wanted);
    const isRestored = new Set(restored.map((one) => one.id));
    for (const one of wanted) if (!isRestored.has(one.id)) kept.set(one.id, 'changed');
    const written = await this.writer.change(tx, listingId, { before: left, wanted: restored }, now);
    await this.imports.setUnrestored(tx, id, kept);
    await this.imports.setUndone(tx, id, now);
    const counts = { archived: archived.length, restored: restored.length, kept: kept.size };
    const detail = { listing: listingId, import: id, ...counts, noted: notedChanges(left, written) };
    await appendAudit(tx, 'products.import-undone', detail, now);
    return archived;
  }

  /** Forgets what imports changed: they are not taken back after a month. Returns how many. */
  @EraseAfter('product-imports', { days: 30 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.imports.removeBefore(tx, instant, false));
  }

  /** Forgets files that were read and never imported: they may hold anything. Returns how many. */
  @EraseAfter('product-files', { days: 1 })
  async eraseDraftsBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.imports.removeBefore(tx, instant, true));
  }

  /** A file that was not imported yet, locked; null where it was. @throws ProductImportNotFound */
  private async draft(tx: TenantWriteTx, listingId: number, id: string): Promise<ProductDraft | null> {
    const found = required(await this.imports.lock(tx, listingId, id));
    return found.lines === null ? null : { ...found, lines: found.lines };
  }
}

function changesOf(
  products: readonly Product[],
  adds: readonly NamedInput[],
  changes: readonly NamedInput[],
): ImportChange[] {
  const before = new Map(products.map((product) => [product.id, factsOf(product)]));
  return [...adds, ...changes].map(({ id, input }) => ({
    productId: id,
    before: before.get(id) ?? null,
    after: factsOf(input),
  }));
}

function required(found: ProductImport | null): ProductImport {
  if (!found) throw new ProductImportNotFound({});
  return found;
}
