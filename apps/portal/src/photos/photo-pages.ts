import type { AccountSession } from '@halles/domain/accounts';
import { type ManagedListing, ProfileService } from '@halles/domain/profiles';
import { PageNotFound } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type MerchantPage, MerchantSpace } from '../merchant-space';
import type { Page } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';

/** The key of the photos in the menu of a business. */
export const PHOTOS_SECTION = 'photos';

export interface PhotoPage extends Pick<MerchantPage, 'paths' | 'status' | 'headers'> {
  readonly view: 'photos/album' | 'photos/photo';
  /** Key of its title below `photos`. */
  readonly title: 'heading' | 'editHeading';
  readonly present: (scope: PageScope, listing: ManagedListing) => object;
}

/** Makes the pages of the photos of a business in the merchant space. */
@Injectable()
export class PhotoPages {
  constructor(
    private readonly space: MerchantSpace,
    private readonly profiles: ProfileService,
  ) {}

  /** @throws PageNotFound */
  async page(
    ctx: TenantContext,
    session: AccountSession,
    listingId: number,
    { title, present, ...rest }: PhotoPage,
  ): Promise<Page> {
    const listing = await this.profiles.listing(ctx, listingId);
    if (!listing) throw new PageNotFound({});
    return this.space.page(ctx, session, {
      ...rest,
      title: ({ texts }) => texts.line(`photos.${title}`),
      listing: { id: listingId, name: listing.name },
      section: PHOTOS_SECTION,
      present: (scope) => present(scope, listing),
    });
  }
}
