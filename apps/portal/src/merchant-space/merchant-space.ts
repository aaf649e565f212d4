import { fileRoutes } from '@halles/contracts';
import { ListingService } from '@halles/domain/listings';
import { NotificationService } from '@halles/domain/notifications';
import type { Bilingual } from '@halles/kernel';
import { type AnswerHeaders } from '@halles/platform/http';
import { InjectLog, type Log } from '@halles/platform/observability';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type Page, page } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import type { MerchantFrameView, MerchantListing } from './merchant-space.view';
import { agentsVoice } from './agent-voice';
import { allowedOf, businessOf, type MerchantPlace, presentFrame } from './frame.presenter';
import { type MerchantSection, MerchantSections, type SharedSection } from './sections';
import { isAgent, type SpaceUser } from './space-user';

export interface MerchantPage<Body extends object = object> {
  /** Path of the template below `views`, without its ending: `profiles/form`. */
  readonly view: string;
  /** Title and first heading of the page. */
  readonly title: (scope: PageScope) => string;
  /** Its address in each language. */
  readonly paths: Bilingual;
  /** Absent on pages of no single business. */
  readonly listing?: MerchantListing;
  /** Key of the section that it is, for the menu. */
  readonly section?: string;
  /** 200 unless said. With 409 and 422 the title says first that something has to be corrected. */
  readonly status?: number;
  readonly headers?: AnswerHeaders;
  /** The rest of the body. Pure. */
  readonly present: (scope: PageScope) => Body;
}

/** Makes the pages of the merchant space: each is for one reader, and is cached nowhere. */
@Injectable()
export class MerchantSpace {
  constructor(
    private readonly sections: MerchantSections,
    private readonly notifications: NotificationService,
    private readonly listings: ListingService,
    @InjectLog() private readonly log: Log,
  ) {}

  /** The page that a handler returns: what is given, in the layout of the merchant space. */
  async page(
    ctx: TenantContext,
    user: SpaceUser,
    { view, title, paths, listing, section, status = 200, headers = {}, present }: MerchantPage,
  ): Promise<Page> {
    const frame = await this.frame(ctx, user, { listing, current: section ?? null });
    return page(
      view,
      (scope) => {
        const heading = title(scope);
        return {
          head: {
            page: null,
            title: heading,
            description: heading,
            paths,
            noindex: true,
            // An application that is installed from here opens here. An agent is a guest.
            ...(isAgent(user) ? {} : { manifest: fileRoutes.merchantManifest }),
          },
          body: { heading, pro: frame(scope), ...present(scope) },
        };
      },
      { status, headers, ...(isAgent(user) ? { voice: agentsVoice } : {}) },
    );
  }

  /** What surrounds a page of the space, for a page that is made elsewhere. */
  async frame(
    ctx: TenantContext,
    user: SpaceUser,
    place: MerchantPlace = { current: null },
  ): Promise<(scope: PageScope) => MerchantFrameView> {
    const id = businessOf(user, place.listing);
    const allowed = id === undefined ? [] : allowedOf(this.sections, user, id);
    const tabs = id === undefined ? [] : await this.tabs(ctx, id, allowed);
    const shown = place.listing ? await this.listings.find(ctx, place.listing.id) : null;
    const shared = id === undefined ? await this.shared(ctx, user) : [];
    const contents = { allowed, tabs, shared, shown, unread: await this.unread(ctx, user) };
    return (scope) => presentFrame(scope, user, place, contents);
  }

  /** What stands at the foot of a telephone's screen: a page is shown without it rather than not at all. */
  private async tabs(
    ctx: TenantContext,
    id: number,
    allowed: readonly MerchantSection[],
  ): Promise<readonly MerchantSection[]> {
    try {
      return await this.sections.tabs(ctx, id, allowed);
    } catch (error) {
      this.log.warn({ err: error }, 'the tabs of a business could not be read');
      return allowed.filter(({ tab, hasTab }) => tab !== undefined && hasTab === undefined);
    }
  }

  /** What is of all businesses of somebody: a page is shown without it rather than not at all. */
  private async shared(ctx: TenantContext, user: SpaceUser): Promise<readonly SharedSection[]> {
    if (isAgent(user)) return [];
    try {
      return await this.sections.shared(ctx, user);
    } catch (error) {
      this.log.warn({ err: error }, 'the pages of all businesses of an account could not be read');
      return [];
    }
  }

  /** How much the account did not read yet: a page is shown without it rather than not at all. */
  private async unread(ctx: TenantContext, user: SpaceUser): Promise<number> {
    if (isAgent(user)) return 0;
    try {
      return await this.notifications.unread(ctx, user.account.id);
    } catch (error) {
      this.log.warn({ err: error }, 'what an account did not read could not be counted');
      return 0;
    }
  }
}
