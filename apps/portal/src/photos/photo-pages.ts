import { type KeptListing, ProfileService } from '@halles/domain/profiles';
import type { Bilingual } from '@halles/kernel';
import { PageNotFound, contextOf } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PageScope } from '../rendering/page-scope';
import { MerchantSpace } from '../merchant-space';

/** The key of the photos in the menu of a business. */
export const PHOTOS_SECTION = 'photos';

export interface PhotoScreen {
  readonly view: 'photos/album' | 'photos/photo';
  /** Key of its title below `photos`. */
  readonly title: 'heading' | 'editHeading';
  readonly paths: Bilingual;
  readonly status?: number;
  readonly present: (scope: PageScope, listing: KeptListing) => object;
}

/** Shows the pages of the photos of a business in the merchant space. */
@Injectable()
export class PhotoPages {
  constructor(
    private readonly pages: MerchantSpace,
    private readonly profiles: ProfileService,
  ) {}

  async show(
    request: FastifyRequest,
    reply: FastifyReply,
    listingId: number,
    screen: PhotoScreen,
  ): Promise<void> {
    const listing = await this.profiles.listing(contextOf(request), listingId);
    if (!listing) throw new PageNotFound({});
    const { title, present, ...rest } = screen;
    this.pages.show(request, reply, {
      ...rest,
      title: ({ texts }) => texts.line(`photos.${title}`),
      listing: { id: listingId, name: listing.name },
      section: PHOTOS_SECTION,
      present: (scope) => present(scope, listing),
    });
  }
}

/** Who acts on a portal: the account of the session. Pure. */
export const accountOf = ({ actor }: TenantContext): string | null =>
  actor.kind === 'account' ? actor.accountId : null;
