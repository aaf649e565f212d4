import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { CatalogueService } from '@halles/domain/catalogue';
import { ProfileService } from '@halles/domain/profiles';
import type { Locale } from '@halles/kernel';
import { type FormState, newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, PageNotFound, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { SignedIn } from '../accounts';
import { MerchantSpace } from '../merchant-space';
import { ListingId, redirectDone } from '../params';
import type { Page, PageOptions } from '../rendering/page';
import { readTable, TABLE_ROWS, tableForm, tableValues, type TableReading } from './product-table.form';
import { productTablePage, TABLE_DONE } from './product-table.presenter';

/** `fait`: what was just done; `page`, from 1; `produit`: the variants of one product alone. Anything else counts as nothing. */
const tableQuery = z.object({
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
  ) {}

  @Get(patternsOf('merchant.productTable'))
  show(
    @Ctx() ctx: TenantContext,
    @ListingId() listing: number,
    @Query({ schema: tableQuery }) query: TableQuery,
    @SignedIn() session: AccountSession,
  ): Promise<Page> {
    return this.tablePage(ctx, session, listing, { query, form: null });
  }

  @Post(patternsOf('merchant.productTable'))
  async save(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() listing: number,
    @Query({ schema: tableQuery }) { page, produit }: TableQuery,
    @Posted() posted: PostedForm,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    const query = { page, produit, fait: undefined };
    return submitForm(
      tableForm.read(posted),
      async (rows): Promise<Page | HttpAnswer> => {
        const read: { last: TableReading | null } = { last: null };
        await this.catalogue.changeSome(ctx, listing, (products) => {
          read.last = readTable(rows, products);
          return Object.keys(read.last.errors).length > 0 ? [] : read.last.changes;
        });
        const errors = read.last?.errors ?? {};
        if (Object.keys(errors).length > 0) {
          const form = { values: posted.values, errors, problem: null };
          const status = read.last?.isOutdated === true ? 409 : 422;
          return this.tablePage(ctx, session, listing, { query, form }, { status });
        }
        const address = pathTo('merchant.productTable', locale, { listing });
        const asked = new URLSearchParams({
          ...(produit === undefined ? {} : { produit }),
          ...(page > 1 ? { page: String(page) } : {}),
        });
        return redirectDone(asked.size === 0 ? address : `${address}?${asked.toString()}`, 'saved');
      },
      ({ state, ...answer }) => this.tablePage(ctx, session, listing, { query, form: state }, answer),
    );
  }

  private async tablePage(
    ctx: TenantContext,
    session: AccountSession,
    listingId: number,
    { query, form: sent }: { readonly query: TableQuery; readonly form: FormState | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.profiles.listing(ctx, listingId);
    if (!listing) throw new PageNotFound({});
    const list = await this.catalogue.list(ctx, listingId);
    const group = list.find(({ id }) => id === query.produit)?.groupId;
    const all = group === undefined ? list : list.filter(({ groupId }) => groupId === group);
    const pages = Math.max(1, Math.ceil(all.length / TABLE_ROWS));
    const page = Math.min(query.page, pages);
    const products = all.slice((page - 1) * TABLE_ROWS, page * TABLE_ROWS);
    const fresh = tableValues(products);
    // What was typed stands beside what is there by now: sent again, it is written over that.
    const form = sent === null ? newForm(fresh) : typedOver(fresh, sent, products.length);
    const of = group === undefined ? null : (products[0] ?? null);
    const state = { products, of, page, pages, form, done: query.fait };
    return this.space.page(ctx, session, { ...productTablePage(listing, state), ...answer });
  }
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
