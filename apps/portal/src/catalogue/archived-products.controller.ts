import { pathTo, patternsOf } from '@halles/contracts';
import { CatalogueService, MAX_ARCHIVED } from '@halles/domain/catalogue';
import { ProfileService } from '@halles/domain/profiles';
import {
  allOf,
  type FormProblem,
  formReader,
  Posted,
  type PostedForm,
  submitForm,
} from '@halles/platform/forms';
import { type HttpAnswer, PageNotFound, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { MerchantSpace, SpaceRequest, type SpaceUser } from '../merchant-space';
import { Done, isUuid, redirectDone } from '../params';
import type { Page, PageOptions } from '../rendering/page';
import { archivedPage } from './archived-products.presenter';

/** Name of the field that says which product is sold again. */
const PRODUCT = 'product';

/** The button of one of them, or those that are ticked. */
const restoreForm = formReader<readonly string[]>((values) => {
  const products = [...new Set(allOf(values, PRODUCT))].filter(isUuid).slice(0, MAX_ARCHIVED);
  return products.length > 0 ? { input: products } : { errors: {} };
});

const NONE_TICKED = {
  fr: 'Cochez au moins un produit.',
  en: 'Tick at least one product.',
} as const;

/** What a shop sells no more, with a way back. */
@Requires('listing.orders')
@Controller()
export class ArchivedProductsController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly profiles: ProfileService,
    private readonly catalogue: CatalogueService,
  ) {}

  @Get(patternsOf('merchant.archivedProducts'))
  list(
    @SpaceRequest() { ctx, listing: id, user }: SpaceRequest,
    @Done(['restored']) done: 'restored' | null,
  ): Promise<Page> {
    return this.page(ctx, user, id, { done, problem: null });
  }

  @Post(patternsOf('merchant.archivedProducts'))
  restore(
    @SpaceRequest() { ctx, locale, listing: id, user }: SpaceRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return submitForm<readonly string[], Page | HttpAnswer>(
      restoreForm.read(posted),
      async (products) => {
        await this.catalogue.restore(ctx, id, products);
        return redirectDone(pathTo('merchant.archivedProducts', locale, { listing: id }), 'restored');
      },
      ({ state, ...answer }) => {
        const problem = allOf(state.values, PRODUCT).length === 0 ? NONE_TICKED : state.problem;
        return this.page(ctx, user, id, { done: null, problem }, answer);
      },
    );
  }

  private async page(
    ctx: TenantContext,
    user: SpaceUser,
    id: number,
    state: { readonly done: 'restored' | null; readonly problem: FormProblem | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const products = await this.catalogue.archived(ctx, id);
    return this.space.page(ctx, user, { ...archivedPage(listing, products, state), ...answer });
  }
}
