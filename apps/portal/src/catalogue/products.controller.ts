import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { pathTo, patternsOf } from '@halles/contracts';
import { CatalogueService, type Product, usualTerms, VariantsChanged } from '@halles/domain/catalogue';
import { ProductPhotos } from '@halles/domain/photos';
import { ProfileService } from '@halles/domain/profiles';
import { Clock, type Locale, parseGtin } from '@halles/kernel';
import {
  decidedOver,
  type FormRefusal,
  type FormState,
  inputOf,
  newForm,
  Posted,
  type PostedForm,
  refusalOf,
  submitAction,
  submitForm,
} from '@halles/platform/forms';
import {
  cameraHeaders,
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
import { isAgent, MerchantSections, MerchantSpace, SpaceRequest, type SpaceUser } from '../merchant-space';
import { Done, ListingId, newIdIn, redirectDone } from '../params';
import type { Page, PageOptions } from '../rendering/page';
import { PageRenderer } from '../rendering/page-renderer';
import { workbook } from '@halles/domain/text';
import { productFile, productRows } from './product-file';
import { ProductPages } from './product-pages';
import {
  inputOfForm,
  MOVE,
  moveForm,
  PRODUCT_TOGETHER,
  productActions,
  productForm,
  productValues,
  type TypedProduct,
} from './product.form';
import { shownVariants } from './product-variants.form';
import { PRODUCT_DONE, type ProductDone, type ProductsState } from './products-state';
import { CODE, productsPage } from './products.presenter';

/** Name of the hidden field with the id of the product that a form adds: sent twice, it is added once. */
const NEW_ID = 'id';

/** Those whose mandate names the products. Importing files is left to who keeps the shop. */
const AGENTS = ['products'] as const;

/** What a shop sells, for who keeps it and for an agent whose mandate names it. */
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
      agents: AGENTS,
    });
    this.sections.openToAgents(
      AGENTS,
      'merchant.product',
      'merchant.productEntry',
      'merchant.productPhoto',
      'merchant.productPhotoChange',
      'merchant.productTable',
      'merchant.archivedProducts',
      'merchant.productFile',
      'merchant.productWorkbook',
    );
  }

  @Get(patternsOf('merchant.products'))
  list(
    @SpaceRequest() { ctx, locale, listing: id, user }: SpaceRequest,
    @Done(PRODUCT_DONE) done: ProductDone | null,
    @Query(CODE) code: string | undefined,
  ): Promise<Page | HttpAnswer> {
    return typeof code === 'string'
      ? this.scanned(ctx, locale, user, id, code)
      : this.listPage(ctx, user, id, { form: null, done });
  }

  /** A bar code was read or typed: the product that has it, or the form with it. */
  private async scanned(
    ctx: TenantContext,
    locale: Locale,
    user: SpaceUser,
    id: number,
    code: string,
  ): Promise<Page | HttpAnswer> {
    const ean = parseGtin(code);
    const known =
      ean === null ? undefined : (await this.catalogue.list(ctx, id)).find((one) => one.ean === ean);
    if (known) return redirectTo(pathTo('merchant.product', locale, { listing: id, product: known.id }));
    const status = ean === null && code.trim() !== '' ? { status: 422 } : {};
    return this.listPage(ctx, user, id, { form: null, scanned: { code: code.slice(0, 20), ean } }, status);
  }

  @Post(patternsOf('merchant.products'))
  async add(
    @SpaceRequest() { ctx, locale, listing: id, user }: SpaceRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const newId = newIdIn(posted.values, NEW_ID);
    const done = (what: ProductDone): HttpAnswer =>
      redirectDone(pathTo('merchant.products', locale, { listing: id }), what);
    if (MOVE in posted.values) {
      const wanted = inputOf(moveForm.read(posted));
      await this.catalogue.move(ctx, id, wanted);
      return done('moved');
    }
    return submitForm(
      productForm.read(posted),
      async (typed): Promise<Page | HttpAnswer> => {
        await this.catalogue.add(ctx, id, newId, inputOfForm(typed), typed.variants);
        return typed.variants.length === 0 ? done('added') : this.toVariants(locale, id, newId);
      },
      ({ state, ...answer }) => this.listPage(ctx, user, id, { form: state }, answer),
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
    @SpaceRequest() { ctx, listing: id, user }: SpaceRequest,
    @Param('product') productId: string,
    @Done(PRODUCT_DONE) done: ProductDone | null,
  ): Promise<Page> {
    const product = await this.pages.product(ctx, id, productId);
    return this.pages.page(ctx, user, product, { form: null, done });
  }

  @Post(patternsOf('merchant.product'))
  async change(
    @SpaceRequest() { ctx, locale, listing: id, user }: SpaceRequest,
    @Param('product') productId: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const product = await this.pages.product(ctx, id, productId);
    const toList = pathTo('merchant.products', locale, { listing: id });
    const toProduct = (one: string): string =>
      pathTo('merchant.product', locale, { listing: id, product: one });
    return submitAction(
      productActions.read(posted),
      {
        save: async (typed): Promise<Page | HttpAnswer> => {
          try {
            const saved = await this.save(ctx, product, typed, posted);
            if ('refusal' in saved) {
              const { state, ...answer } = saved.refusal;
              return await this.pages.page(ctx, user, product, { form: state }, answer);
            }
            const { stays, hasTable } = saved;
            return hasTable ? this.toVariants(locale, id, stays) : redirectDone(toProduct(stays), 'saved');
          } catch (error) {
            if (!(error instanceof VariantsChanged)) throw error;
            // What was typed stands beside what there is by now: sent again, it is meant so.
            const values = { ...posted.values, ...shownVariants(error.params.now) };
            const { state, ...answer } = refusalOf(error, values);
            return this.pages.page(ctx, user, product, { form: state }, answer);
          }
        },
        archiveVariant: async (): Promise<Page | HttpAnswer> => {
          const stays = await this.photos.archiveProduct(ctx, id, productId, this.clock.now(), 'variant');
          return redirectDone(stays === null ? toList : toProduct(stays), 'archiveVariant');
        },
        archive: async (): Promise<Page | HttpAnswer> => {
          await this.photos.archiveProduct(ctx, id, productId, this.clock.now());
          return redirectDone(toList, 'archive');
        },
        duplicate: async (): Promise<Page | HttpAnswer> =>
          redirectDone(toProduct(await this.catalogue.duplicate(ctx, id, productId)), 'duplicate'),
      },
      ({ state, ...answer }): Promise<Page | HttpAnswer> =>
        this.pages.page(ctx, user, product, { form: state }, answer),
    );
  }

  /**
   * Saves the product over what it is by now: what somebody else changed meanwhile is not undone.
   * @returns how its form is shown again where both changed the same; else the id of the product, or of a remaining variant if it is gone, and whether the set of variants has changed
   * @throws VariantsChanged
   */
  private async save(
    ctx: TenantContext,
    product: Product,
    { variants: attributes, shownVariants: shown }: TypedProduct,
    posted: PostedForm,
  ): Promise<{ readonly stays: string; readonly hasTable: boolean } | { readonly refusal: FormRefusal }> {
    const wanted = isDeepStrictEqual(attributes, shown) ? null : { attributes, shown };
    const { decide, refusal } = decidedOver(
      { reader: productForm, posted, together: PRODUCT_TOGETHER },
      (now: Product) => productValues(now),
      (input) => ({ input: inputOfForm(input), shownStock: input.shownStock }),
    );
    const stays = await this.photos.changeProduct(ctx, product, decide, wanted, this.clock.now());
    const refused = refusal();
    return refused ? { refusal: refused } : { stays, hasTable: wanted !== null && attributes.length > 0 };
  }

  /** The table of what a product is sold in: prices and stocks are said there, one beside the other. */
  private toVariants(locale: Locale, listing: number, product: string): HttpAnswer {
    return redirectDone(
      `${pathTo('merchant.productTable', locale, { listing })}?produit=${product}`,
      'variants',
    );
  }

  private async listPage(
    ctx: TenantContext,
    user: SpaceUser,
    id: number,
    { form: sent, done, scanned }: Omit<ProductsState, 'form'> & { readonly form: FormState | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const products = await this.catalogue.list(ctx, id);
    // What is shown again after a refusal keeps its id: sent at last, it is added once.
    const fresh = productValues(null, products.at(-1), usualTerms(listing.category));
    const form = sent ?? newForm({ ...fresh, ...(scanned?.ean ? { ean: [scanned.ean] } : {}) });
    const newId = newIdIn(form.values, NEW_ID);
    return this.space.page(ctx, user, {
      ...productsPage(listing, products, { form, done, scanned, isForAgent: isAgent(user) }, newId),
      ...answer,
      headers: { ...answer.headers, ...cameraHeaders() },
    });
  }
}
