import { patternsOf } from '@halles/contracts';
import { CatalogueService, groupsOf, type Product } from '@halles/domain/catalogue';
import { departmentOf } from '@halles/domain/listings';
import { ProductPhotos } from '@halles/domain/photos';
import { type ManagedListing, ProfileService } from '@halles/domain/profiles';
import { Clock, type Locale } from '@halles/kernel';
import { type FormState, newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { type HttpAnswer, PageNotFound, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { MerchantSpace, SpaceRequest, type SpaceUser } from '../merchant-space';
import { redirectDone } from '../params';
import type { Page, PageOptions } from '../rendering/page';
import { PageRenderer } from '../rendering/page-renderer';
import { readTable, TABLE_ROWS, tableForm, tableValues, type TableReading } from './product-table.form';
import { fieldsOf, productTablePage, RULES, TABLE_DONE, tableAddress } from './product-table.presenter';
import { ProductVocabulary } from './product-vocabulary';

/**
 * `fait`: what was just done; `page`, from 1; `produit`: the variants of one product alone; `colonnes`: other columns than prices
 * and stocks. Anything else counts as nothing.
 */
const tableQuery = z.object({
  colonnes: z.literal(RULES).optional().catch(undefined),
  fait: z.enum(TABLE_DONE).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
  produit: z.uuid().optional().catch(undefined),
});
type TableQuery = z.output<typeof tableQuery>;

/** What a shop sells as a table: much is changed at once, or told. */
@Requires('listing.orders')
@Controller()
export class ProductTableController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly profiles: ProfileService,
    private readonly catalogue: CatalogueService,
    private readonly photos: ProductPhotos,
    private readonly renderer: PageRenderer,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.productTable'))
  show(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Query({ schema: tableQuery }) query: TableQuery,
  ): Promise<Page> {
    return this.tablePage(ctx, user, { listing, locale }, { query, form: null });
  }

  @Post(patternsOf('merchant.productTable'))
  async save(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Query({ schema: tableQuery }) query: TableQuery,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const at = { listing, locale };
    const asked = { ...query, fait: undefined };
    const vocabulary = this.vocabulary(ctx, await this.listing(ctx, listing), locale);
    return submitForm(
      tableForm.read(posted),
      async (rows): Promise<Page | HttpAnswer> => {
        const read: { last: TableReading | null } = { last: null };
        const decide = (products: readonly Product[]) => {
          read.last = readTable(rows, products, vocabulary);
          return Object.keys(read.last.errors).length > 0 ? { changes: [], archived: [] } : read.last;
        };
        await this.photos.changeProducts(ctx, listing, decide, this.clock.now());
        const errors = read.last?.errors ?? {};
        if (Object.keys(errors).length > 0) {
          const form = { values: posted.values, errors, problem: null };
          const status = read.last?.isOutdated === true ? 409 : 422;
          return this.tablePage(ctx, user, at, { query: asked, form }, { status });
        }
        return redirectDone(tableAddress(listing, asked, locale), 'saved');
      },
      ({ state, ...answer }) => this.tablePage(ctx, user, at, { query: asked, form: state }, answer),
    );
  }

  private async tablePage(
    ctx: TenantContext,
    user: SpaceUser,
    { listing: listingId, locale }: { readonly listing: number; readonly locale: Locale },
    { query, form: sent }: { readonly query: TableQuery; readonly form: FormState | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.listing(ctx, listingId);
    const list = await this.catalogue.list(ctx, listingId);
    const group = list.find(({ id }) => id === query.produit)?.groupId;
    const all = rowsOf(list, group, query.colonnes === RULES);
    const pages = Math.max(1, Math.ceil(all.length / TABLE_ROWS));
    const page = Math.min(query.page, pages);
    const products = all.slice((page - 1) * TABLE_ROWS, page * TABLE_ROWS);
    const of = group === undefined ? null : (products[0] ?? null);
    const columns = of === null ? query.colonnes : undefined;
    const fresh = tableValues(products, fieldsOf(of, columns), this.vocabulary(ctx, listing, locale));
    // What was typed stands beside what is there by now: sent again, it is written over that.
    const form = sent === null ? newForm(fresh) : typedOver(fresh, sent, products.length);
    const state = { products, of, columns, page, pages, form, done: query.fait };
    return this.space.page(ctx, user, { ...productTablePage(listing, state), ...answer });
  }

  /** @throws PageNotFound */
  private async listing(ctx: TenantContext, listingId: number): Promise<ManagedListing> {
    const listing = await this.profiles.listing(ctx, listingId);
    if (!listing) throw new PageNotFound({});
    return listing;
  }

  /** The words of a cell, written in the language of the page. */
  private vocabulary(
    { tenant }: TenantContext,
    { communeCode }: ManagedListing,
    locale: Locale,
  ): ProductVocabulary {
    const languages = [locale, ...(['fr', 'en'] as const).filter((one) => one !== locale)];
    const texts = languages.map((one) => this.renderer.scope(tenant, one).texts);
    return new ProductVocabulary(texts, departmentOf(communeCode));
  }
}

/** A row a product; of rules, which all variants of a product have in common, a row for all of them. */
function rowsOf(
  products: readonly Product[],
  group: string | undefined,
  hasRules: boolean,
): readonly Product[] {
  if (group !== undefined) return products.filter(({ groupId }) => groupId === group);
  return hasRules ? groupsOf(products).flatMap((members) => members.slice(0, 1)) : products;
}

/** A form that was sent, over the products as they are: of rows that hold the same products, what was typed stays. */
function typedOver(fresh: FormState['values'], sent: FormState, rows: number): FormState {
  const isSame = Array.from({ length: rows }, (_, row) => `id-${String(row)}`).every(
    (name) => sent.values[name]?.[0] === fresh[name]?.[0],
  );
  if (!isSame) return { ...sent, values: fresh, errors: {}, problem: OTHERS_NOW };
  const shown = Object.entries(fresh).filter(([name]) => name.startsWith('shown-'));
  return { ...sent, values: { ...sent.values, ...Object.fromEntries(shown) } };
}

const OTHERS_NOW = {
  fr: 'Vos produits ont changé pendant que vous écriviez\u00a0: rien n’est enregistré. Les voici comme ils sont.',
  en: 'Your products changed while you were writing: nothing is saved. Here they are as they are now.',
} as const;
