import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import {
  CatalogueService,
  type Product,
  type ProductDraft,
  ProductImportNotFound,
  ProductImports,
  ProductLinesWrong,
  ProductsChanged,
  type TableLine,
  usualTerms,
} from '@halles/domain/catalogue';
import { departmentOf } from '@halles/domain/listings';
import { ProductPhotos } from '@halles/domain/photos';
import { type ManagedListing, ProfileService } from '@halles/domain/profiles';
import { Clock } from '@halles/kernel';
import {
  atField,
  buttonForm,
  type FormState,
  newForm,
  Posted,
  type PostedForm,
  submitAction,
  submitForm,
} from '@halles/platform/forms';
import {
  type HttpAnswer,
  InvalidInput,
  PageNotFound,
  RateLimit,
  redirectTo,
  Requires,
  type UploadPart,
  UploadParts,
  MOST_FORM_BYTES,
  Uploads,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { type ReceivedFile, UntrustedFiles } from '@halles/platform/untrusted-files';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { MerchantRequest, MerchantSpace } from '../merchant-space';
import { isUuid } from '../params';
import type { Page, PageOptions } from '../rendering/page';
import { PageRenderer } from '../rendering/page-renderer';
import { guessColumns } from './product-columns';
import { columnValues, importActions } from './product-import.form';
import { decisionOf, type ImportPlan, planDigest, planImport } from './product-import-plan';
import { productImportPage, productImportsPage } from './product-imports.presenter';
import { ProductVocabulary } from './product-vocabulary';

/** Higher than the limit of products of a shop, because some shops exceeded it before there was one. */
const MAX_LINES = 2_000;

/** The number of columns of the widest line; the header may have fewer. */
const widthOf = (lines: readonly TableLine[]): number => Math.max(...lines.map(({ cells }) => cells.length));

/** A file of a form, with the id that the form made for it. */
interface SentTable {
  readonly id: string;
  readonly received: ReceivedFile;
}

/** Products from a spreadsheet: sent, looked at, corrected, imported, taken back. */
@Requires('listing.orders')
@Controller()
export class ProductImportsController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly profiles: ProfileService,
    private readonly catalogue: CatalogueService,
    private readonly imports: ProductImports,
    private readonly photos: ProductPhotos,
    private readonly untrusted: UntrustedFiles,
    private readonly renderer: PageRenderer,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.productImports'))
  start(@MerchantRequest() { ctx, listing, session }: MerchantRequest): Promise<Page> {
    return this.startPage(ctx, session, listing, newForm());
  }

  @RateLimit('upload')
  @Uploads(MOST_FORM_BYTES)
  @Post(patternsOf('merchant.productImports'))
  async send(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @UploadParts() parts: AsyncIterable<UploadPart>,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return submitForm<null, Page | HttpAnswer>(
      buttonForm.read(posted),
      async () => {
        const id = await this.receive(ctx, listing, parts);
        return redirectTo(pathTo('merchant.productImport', locale, { listing, import: id }));
      },
      (refusal) => {
        const { state, ...answer } = atField('table', refusal);
        return this.startPage(ctx, session, listing, state, answer);
      },
    );
  }

  @Get(patternsOf('merchant.productImport'))
  show(@MerchantRequest() at: MerchantRequest, @Param('import') importId: string): Promise<Page> {
    return this.importPage(at, importId, null);
  }

  @Post(patternsOf('merchant.productImport'))
  async act(
    @MerchantRequest() at: MerchantRequest,
    @Param('import') importId: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { ctx, locale, listing } = at;
    if (!isUuid(importId)) throw new ProductImportNotFound({});
    const toImport = pathTo('merchant.productImport', locale, { listing, import: importId });
    const run = async (seen: string, isPartial: boolean): Promise<HttpAnswer> => {
      await this.run(ctx, listing, importId, (plan) => checkSeen(plan, seen, isPartial));
      return redirectTo(toImport);
    };
    return submitAction(
      importActions.read(posted),
      {
        map: async (mapping): Promise<Page | HttpAnswer> => {
          await this.imports.map(ctx, listing, importId, mapping);
          return redirectTo(toImport);
        },
        import: (seen): Promise<Page | HttpAnswer> => run(seen, false),
        partial: (seen): Promise<Page | HttpAnswer> => run(seen, true),
        discard: async (): Promise<Page | HttpAnswer> => {
          await this.imports.discard(ctx, listing);
          return redirectTo(pathTo('merchant.productImports', locale, { listing }));
        },
        undo: async (): Promise<Page | HttpAnswer> => {
          await this.photos.undoImport(ctx, listing, importId, this.clock.now());
          return redirectTo(toImport);
        },
      },
      ({ state, ...answer }): Promise<Page | HttpAnswer> => this.importPage(at, importId, state, answer),
    );
  }

  /** Reads the file of a form and keeps what is in it. @returns the id of the import. @throws what `UntrustedFiles` refuses */
  private async receive(
    ctx: TenantContext,
    listing: number,
    parts: AsyncIterable<UploadPart>,
  ): Promise<string> {
    const { id, received } = await this.sentTable(parts);
    try {
      const lines = await this.untrusted.readTable(ctx, received, MAX_LINES);
      const names = lines[0]?.cells ?? [];
      const header = Array.from({ length: widthOf(lines) }, (_, at) => names[at] ?? '');
      await this.imports.begin(ctx, listing, { id, lines, guess: guessColumns(header, this.languages(ctx)) });
      return id;
    } finally {
      await received.discard();
    }
  }

  /** @throws InvalidInput where the form has no file */
  private async sentTable(parts: AsyncIterable<UploadPart>): Promise<SentTable> {
    let id: string = randomUUID();
    let received: ReceivedFile | null = null;
    try {
      for await (const part of parts) {
        if (part.kind === 'field' && part.name === 'id' && isUuid(part.value)) id = part.value;
        if (part.kind === 'file' && part.name === 'table')
          received ??= await this.untrusted.receiveTable(part.file);
      }
    } catch (error) {
      // What follows the file may be malformed, or never arrive.
      await received?.discard();
      throw error;
    }
    if (received === null) throw new InvalidInput({}, [NO_FILE]);
    return { id, received };
  }

  private async run(
    ctx: TenantContext,
    listingId: number,
    importId: string,
    check: (plan: ImportPlan) => void,
  ): Promise<void> {
    const listing = await this.listing(ctx, listingId);
    await this.imports.run(ctx, listingId, importId, async (draft, products) => {
      const plan = await this.planOf(ctx, listing, draft, products);
      check(plan);
      return decisionOf(plan);
    });
  }

  private planOf(
    ctx: TenantContext,
    { category, communeCode }: ManagedListing,
    { lines, mapping }: ProductDraft,
    products: readonly Product[],
  ): Promise<ImportPlan> {
    const vocabulary = new ProductVocabulary(this.languages(ctx), departmentOf(communeCode));
    return planImport({ lines, mapping, products, vocabulary, usual: usualTerms(category) });
  }

  private languages({ tenant }: TenantContext) {
    return (['fr', 'en'] as const).map((locale) => this.renderer.scope(tenant, locale).texts);
  }

  /** @throws PageNotFound */
  private async listing(ctx: TenantContext, listingId: number): Promise<ManagedListing> {
    const listing = await this.profiles.listing(ctx, listingId);
    if (!listing) throw new PageNotFound({});
    return listing;
  }

  private async startPage(
    ctx: TenantContext,
    session: AccountSession,
    listingId: number,
    form: FormState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.listing(ctx, listingId);
    const [recent, products] = [
      await this.imports.recent(ctx, listingId),
      await this.catalogue.list(ctx, listingId),
    ];
    const state = { recent, form, newId: randomUUID(), hasProducts: products.length > 0 };
    return this.space.page(ctx, session, { ...productImportsPage(listing, state), ...answer });
  }

  /** @throws ProductImportNotFound also where it is another shop's */
  private async importPage(
    { ctx, session, listing: listingId }: MerchantRequest,
    importId: string,
    sent: FormState | null,
    answer: PageOptions = {},
  ): Promise<Page> {
    if (!isUuid(importId)) throw new ProductImportNotFound({});
    const listing = await this.listing(ctx, listingId);
    const { found, kept, products } = await this.imports.get(ctx, listingId, importId);
    const { lines, mapping } = found;
    const plan = lines === null ? null : await this.planOf(ctx, listing, { ...found, lines }, products);
    // What was typed of the columns is shown again; of a preview that was refused, the columns as they are.
    const isTyped = sent !== null && Object.keys(sent.errors).length > 0;
    const form = isTyped ? sent : { ...newForm(columnValues(mapping)), problem: sent?.problem ?? null };
    const state = {
      ...{ found, kept, form, plan, usual: usualTerms(listing.category) },
      width: lines === null ? 0 : widthOf(lines),
    };
    return this.space.page(ctx, session, { ...productImportPage(listing, state), ...answer });
  }
}

const NO_FILE = {
  pointer: '/table',
  message: { fr: 'Choisissez un fichier.', en: 'Choose a file.' },
} as const;

/** Whether a plan is the one that somebody looked at, and said yes to. @throws ProductsChanged, ProductLinesWrong */
function checkSeen(plan: ImportPlan, seen: string, isPartial: boolean): void {
  if (planDigest(plan) !== seen || plan.missing.length > 0) throw new ProductsChanged({});
  if (!isPartial && plan.lines.some(({ what }) => what === 'wrong')) throw new ProductLinesWrong({});
}
