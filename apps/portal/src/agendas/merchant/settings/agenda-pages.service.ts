import { type ManagedListing, ProfileService } from '@halles/domain/profiles';
import type { Bilingual } from '@halles/kernel';
import { PageNotFound } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { SettingsSectionsBody } from '../../../accounts';
import { MerchantSpace, type SpaceUser } from '../../../merchant-space';
import type { Page, PageOptions } from '../../../rendering/page';
import type { PageScope } from '../../../rendering/page-scope';

/** A page of settings of an agenda. */
export interface AgendaPage {
  /** Its address in each language. */
  readonly paths: Bilingual;
  /** Key of its heading. */
  readonly heading: string;
  /** Pure. */
  readonly present: (scope: PageScope) => SettingsSectionsBody;
}

/** Makes the pages of the settings of an agenda. */
@Injectable()
export class AgendaPages {
  constructor(
    private readonly space: MerchantSpace,
    private readonly profiles: ProfileService,
  ) {}

  /** The listing as who keeps it sees it. @throws PageNotFound */
  async listing(ctx: TenantContext, id: number): Promise<ManagedListing> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    return listing;
  }

  /** @throws PageNotFound */
  async page(
    ctx: TenantContext,
    session: SpaceUser,
    listingId: number,
    { paths, heading, present }: AgendaPage,
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.listing(ctx, listingId);
    return this.space.page(ctx, session, {
      view: 'accounts/settings-sections',
      title: ({ texts }) => texts.line(heading),
      paths,
      listing,
      section: 'agenda',
      ...answer,
      present,
    });
  }
}
