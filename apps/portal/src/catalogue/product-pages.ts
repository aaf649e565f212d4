import { CatalogueService, type Product, ProductNotFound } from '@halles/domain/catalogue';
import { ProductPhotos } from '@halles/domain/photos';
import { ProfileService } from '@halles/domain/profiles';
import { type FormState, newForm, withSeen } from '@halles/platform/forms';
import { PageNotFound } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { MerchantSpace, type SpaceUser } from '../merchant-space';
import { isUuid } from '../params';
import type { Page, PageOptions } from '../rendering/page';
import { productValues } from './product.form';
import { variantsValues } from './product-variants.form';
import type { ProductsState } from './products-state';
import { productPage } from './products.presenter';

/** Makes the page of one product in the merchant space. */
@Injectable()
export class ProductPages {
  constructor(
    private readonly space: MerchantSpace,
    private readonly profiles: ProfileService,
    private readonly catalogue: CatalogueService,
    private readonly photos: ProductPhotos,
  ) {}

  /** @throws ProductNotFound also where it is another shop's */
  async product(ctx: TenantContext, listingId: number, id: string): Promise<Product> {
    if (!isUuid(id)) throw new ProductNotFound({});
    return this.catalogue.get(ctx, listingId, id);
  }

  /** @param form that was sent; null for one that is filled in with what is there. @throws PageNotFound */
  async page(
    ctx: TenantContext,
    user: SpaceUser,
    product: Product,
    { form, ...state }: Omit<ProductsState, 'form'> & { readonly form: FormState | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.profiles.listing(ctx, product.listingId);
    if (!listing) throw new PageNotFound({});
    const photos = await this.photos.list(ctx, product.listingId, product.id);
    const variants = await this.catalogue.variants(ctx, product.listingId, product.id);
    const fresh = newForm({ ...withSeen(productValues(product)), ...variantsValues(variants) });
    const shown = { product, variants, photos };
    return this.space.page(ctx, user, {
      ...productPage(listing, shown, { ...state, form: form ?? fresh }),
      ...answer,
    });
  }
}
