import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { CatalogueService, usualTerms } from '@halles/domain/catalogue';
import { ProductPhotos } from '@halles/domain/photos';
import { ProfileService } from '@halles/domain/profiles';
import { Clock, type Locale } from '@halles/kernel';
import {
  type FormState,
  inputOf,
  newForm,
  Posted,
  type PostedForm,
  submitAction,
  submitForm,
} from '@halles/platform/forms';
import {
  Ctx,
  CurrentLocale,
  file,
  type HttpAnswer,
  PageNotFound,
  redirectTo,
  Requires,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, type OnModuleInit, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { SignedIn } from '../accounts';
import { MerchantSections, MerchantSpace } from '../merchant-space';
import { ListingId, newIdIn } from '../params';
import type { Page, PageOptions } from '../rendering/page';
import { PageRenderer } from '../rendering/page-renderer';
import { workbook } from '@halles/domain/text';
import { productFile, productRows } from './product-file';
import { ProductPages } from './product-pages';
import { inputOfForm, productActions, productForm, productValues, RAISE, raiseForm } from './product.form';
import { PRODUCT_DONE, type ProductDone, productsPage, type ProductsState } from './products.presenter';

/** Name of the hidden field with the id of the product that a form adds: sent twice, it is added once. */
const NEW_ID = 'id';

/** `fait`: what was just done. Anything else counts as nothing. */
const doneQuery = z.object({
  fait: z.enum(PRODUCT_DONE).optional().catch(undefined),
});
type DoneQuery = z.output<typeof doneQuery>;

/** What a shop sells, for who keeps it. */
@Requires('listing.orders')
@Controller()
export class ProductsController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly profiles: ProfileService,
    private readonly catalogue: CatalogueService,
    private readonly pages: ProductPages,
    private readonly photos: ProductPhotos,
    private readonly renderer: PageRenderer,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.register({
      key: 'products',
      label: 'products.nav',
      permission: 'listing.orders',
      icon: 'market',
      order: 16,
      route: 'merchant.products',
    });
  }

  @Get(patternsOf('merchant.products'))
  list(
    @Ctx() ctx: TenantContext,
    @ListingId() id: number,
    @Query({ schema: doneQuery }) { fait }: DoneQuery,
    @SignedIn() session: AccountSession,
  ): Promise<Page> {
    return this.listPage(ctx, session, id, { form: null, done: fait });
  }

  @Post(patternsOf('merchant.products'))
  async add(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() id: number,
    @Posted() posted: PostedForm,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    const newId = newIdIn(posted.values, NEW_ID);
    const done = (what: ProductDone): HttpAnswer =>
      redirectTo(`${pathTo('merchant.products', locale, { listing: id })}?fait=${what}`);
    if (RAISE in posted.values) {
      const { what, id: productId } = inputOf(raiseForm.read(posted));
      await this.catalogue.raise(ctx, id, productId, what);
      return done('raised');
    }
    return submitForm(
      productForm.read(posted),
      async (typed): Promise<Page | HttpAnswer> => {
        await this.catalogue.add(ctx, id, newId, inputOfForm(typed), typed.variants);
        return typed.variants.length === 0 ? done('added') : this.toVariants(locale, id, newId);
      },
      ({ state, ...answer }) => this.listPage(ctx, session, id, { form: state }, answer),
    );
  }

  /** The same as a file for spreadsheets: RFC 4180. */
  @Get(patternsOf('merchant.productFile'))
  async file(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() id: number,
  ): Promise<HttpAnswer> {
    const products = await this.catalogue.list(ctx, id);
    const text = productFile(products, this.renderer.scope(ctx.tenant, locale));
    return file(text, { type: 'text/csv; charset=utf-8', saveAs: `produits-${String(id)}.csv` });
  }

  /** The same as a workbook. */
  @Get(patternsOf('merchant.productWorkbook'))
  async workbook(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() id: number,
  ): Promise<HttpAnswer> {
    const products = await this.catalogue.list(ctx, id);
    const scope = this.renderer.scope(ctx.tenant, locale);
    const sheet = scope.texts.line('products.nav');
    return file(() => Readable.from(workbook(sheet, productRows(products, scope)), { objectMode: false }), {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      saveAs: `produits-${String(id)}.xlsx`,
    });
  }

  @Get(patternsOf('merchant.product'))
  async show(
    @Ctx() ctx: TenantContext,
    @ListingId() id: number,
    @Param('product') productId: string,
    @Query({ schema: doneQuery }) { fait }: DoneQuery,
    @SignedIn() session: AccountSession,
  ): Promise<Page> {
    const product = await this.pages.product(ctx, id, productId);
    return this.pages.page(ctx, session, product, { form: null, done: fait });
  }

  @Post(patternsOf('merchant.product'))
  async change(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() id: number,
    @Param('product') productId: string,
    @Posted() posted: PostedForm,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    const product = await this.pages.product(ctx, id, productId);
    const at = (address: string, done: string): HttpAnswer => redirectTo(`${address}?fait=${done}`);
    const toList = pathTo('merchant.products', locale, { listing: id });
    const toProduct = (one: string): string =>
      pathTo('merchant.product', locale, { listing: id, product: one });
    return submitAction(
      productActions.read(posted),
      {
        save: async (typed): Promise<Page | HttpAnswer> => {
          const { shownStock, variants, shownVariants } = typed;
          const change = { input: inputOfForm(typed), shownStock };
          const attributes = isDeepStrictEqual(variants, shownVariants) ? null : variants;
          const stays = await this.photos.changeProduct(
            ctx,
            id,
            productId,
            change,
            attributes,
            this.clock.now(),
          );
          return attributes === null || variants.length === 0
            ? at(toProduct(stays), 'saved')
            : this.toVariants(locale, id, stays);
        },
        archiveVariant: async (): Promise<Page | HttpAnswer> => {
          const stays = await this.photos.archiveProduct(ctx, id, productId, this.clock.now(), 'variant');
          return at(stays === null ? toList : toProduct(stays), 'archiveVariant');
        },
        removePhoto: async (): Promise<Page | HttpAnswer> => {
          await this.photos.remove(ctx, id, productId, this.clock.now());
          return at(toProduct(productId), 'photoRemoved');
        },
        archive: async (): Promise<Page | HttpAnswer> => {
          await this.photos.archiveProduct(ctx, id, productId, this.clock.now());
          return at(toList, 'archive');
        },
        duplicate: async (): Promise<Page | HttpAnswer> =>
          at(toProduct(await this.catalogue.duplicate(ctx, id, productId)), 'duplicate'),
      },
      ({ state, ...answer }): Promise<Page | HttpAnswer> =>
        this.pages.page(ctx, session, product, { form: state }, answer),
    );
  }

  /** The table of what a product is sold in: prices and stocks are said there, one beside the other. */
  private toVariants(locale: Locale, listing: number, product: string): HttpAnswer {
    return redirectTo(
      `${pathTo('merchant.productTable', locale, { listing })}?produit=${product}&fait=variants`,
    );
  }

  private async listPage(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    { form: sent, done }: Omit<ProductsState, 'form'> & { readonly form: FormState | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const products = await this.catalogue.list(ctx, id);
    // What is shown again after a refusal keeps its id: sent at last, it is added once.
    const form = sent ?? newForm(productValues(null, products.at(-1), usualTerms(listing.category)));
    const newId = newIdIn(form.values, NEW_ID);
    return this.space.page(ctx, session, {
      ...productsPage(listing, products, { form, done }, newId),
      ...answer,
    });
  }
}
