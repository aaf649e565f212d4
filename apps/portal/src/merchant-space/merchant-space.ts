import { fileRoutes, pathsTo, pathTo } from '@halles/contracts';
import { type AccountSession, permissionsOn } from '@halles/domain/accounts';
import { NotificationService } from '@halles/domain/notifications';
import type { Bilingual } from '@halles/kernel';
import { type AnswerHeaders } from '@halles/platform/http';
import { InjectLog, type Log } from '@halles/platform/observability';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type Page, page } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import type { MerchantFrameView } from './merchant-space.view';
import { MerchantSections } from './sections';

/** The business whose space a page belongs to. */
export interface MerchantListing {
  readonly id: number;
  /** Null where nothing is known to call it by. */
  readonly name: string | null;
}

export interface MerchantPage {
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
  readonly present: (scope: PageScope) => object;
}

/** More than so many are not counted out. */
const MOST_SHOWN = 99;

/** Makes the pages of the merchant space: each is for one reader, and is cached nowhere. */
@Injectable()
export class MerchantSpace {
  constructor(
    private readonly sections: MerchantSections,
    private readonly notifications: NotificationService,
    @InjectLog() private readonly log: Log,
  ) {}

  /** The page that a handler returns: what is given, in the layout of the merchant space. */
  async page(
    ctx: TenantContext,
    session: AccountSession,
    { view, title, paths, listing, section, status = 200, headers = {}, present }: MerchantPage,
  ): Promise<Page> {
    const unread = await this.#unread(ctx, session);
    return page(
      view,
      (scope) => {
        const heading = title(scope);
        const frame = this.#frame(scope, session, { listing, current: section ?? null, unread });
        return {
          head: {
            page: null,
            title: heading,
            description: heading,
            paths,
            noindex: true,
            // An application that is installed from here opens here.
            manifest: fileRoutes.merchantManifest,
          },
          body: { heading, pro: frame, ...present(scope) },
        };
      },
      { status, headers },
    );
  }

  /** How much the account did not read yet: a page is shown without it rather than not at all. */
  async #unread(ctx: TenantContext, { account }: AccountSession): Promise<number> {
    try {
      return await this.notifications.unread(ctx, account.id);
    } catch (error) {
      this.log.warn({ err: error }, 'what an account did not read could not be counted');
      return 0;
    }
  }

  #frame(
    { texts, locale }: PageScope,
    session: AccountSession,
    {
      listing,
      current,
      unread,
    }: {
      readonly listing: MerchantListing | undefined;
      readonly current: string | null;
      readonly unread: number;
    },
  ): MerchantFrameView {
    return {
      home: { href: pathTo('merchant', locale), label: texts.line('pro.space') },
      account: { href: pathTo('account', locale), label: session.account.name },
      bell: {
        href: pathTo('notifications', locale),
        label: texts.line(unread === 0 ? 'freshness.inbox.bell' : 'freshness.inbox.bellNew', {
          count: unread,
        }),
        ...(unread === 0 ? {} : { count: unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unread) }),
      },
      ...(listing
        ? {
            business: {
              name: listing.name ?? texts.line('pro.unnamed'),
              href: pathTo('merchant.listing', locale, { listing: listing.id }),
              isCurrent: current === null,
            },
          }
        : {}),
      sections: (listing ? this.sections.allowed(permissionsOn(session, listing.id)) : []).map(
        ({ key, label = `pro.nav.${key}`, icon, route }) => ({
          href: pathsTo(route, { listing: listing?.id ?? 0 })[locale],
          label: texts.line(label),
          icon,
          current: key === current,
        }),
      ),
    };
  }
}
