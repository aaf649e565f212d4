import { type AccountSession, permissionsOn } from '@halles/domain/accounts';
import { NotificationService } from '@halles/domain/notifications';
import type { Bilingual } from '@halles/kernel';
import { contextOf, localeOfPath, LOG } from '@halles/platform/http';
import type { Log } from '@halles/platform/observability';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionOf } from '../accounts/account-request';
import { accountRoutes } from '../accounts/account-routes';
import { notificationRoutes } from '../notifications/notification-routes';
import { presentLayout } from '../rendering/layout.presenter';
import { PageRenderer } from '../rendering/page-renderer';
import type { PageScope } from '../rendering/page-scope';
import { PageSender } from '../rendering/page-sender';
import { shellRoutes } from '../shell/shell-routes';
import { PRO_HOME, proPaths, proRoutes } from './pro-routes';
import { ProSections } from './pro-sections';
import type { ProFrameView } from './pro-views';

/** The business whose space a page belongs to. */
export interface ProListing {
  readonly id: number;
  /** Null where nothing is known to call it by. */
  readonly name: string | null;
}

export interface ProScreen {
  /** Path of the view below `views`: `pro/form`. */
  readonly view: string;
  /** Title and first heading of the page. */
  readonly title: (scope: PageScope) => string;
  /** Its address in each language. */
  readonly paths: Bilingual;
  /** Absent on pages of no single business. */
  readonly listing?: ProListing;
  /** Key of the section that it is, for the menu. */
  readonly section?: string;
  /** 200 unless said. */
  readonly status?: number;
  /** Whether something in a form is to be mended: the title says so first. */
  readonly isInvalid?: boolean;
  /** The rest of the body. Pure. */
  readonly present: (scope: PageScope) => object;
}

/** More than so many are not counted out. */
const MOST_SHOWN = 99;

/** Shows the pages of the merchant space: each is for one reader, and kept nowhere. Only on routes that require a permission. */
@Injectable()
export class ProPages {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
    private readonly sections: ProSections,
    private readonly notifications: NotificationService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  show(request: FastifyRequest, reply: FastifyReply, screen: ProScreen): void {
    void this.#unread(request).then((unread) => {
      try {
        this.#send(request, reply, screen, unread);
      } catch (error) {
        void reply.send(error);
      }
    });
  }

  /** How much the account did not read yet: a page is shown without it rather than not at all. */
  async #unread(request: FastifyRequest): Promise<number> {
    try {
      return await this.notifications.unread(contextOf(request), sessionOf(request).account.id);
    } catch (error) {
      this.log.warn({ err: error }, 'what an account did not read could not be counted');
      return 0;
    }
  }

  #send(request: FastifyRequest, reply: FastifyReply, screen: ProScreen, unread: number): void {
    const { tenant } = contextOf(request);
    const scope = this.renderer.scope(tenant, localeOfPath(request.url));
    const { view, listing, section, status = 200, isInvalid = false } = screen;
    const heading = screen.title(scope);
    const layout = presentLayout(scope, {
      page: null,
      title: isInvalid ? scope.texts.line('pro.invalidTitle', { title: heading }) : heading,
      description: heading,
      paths: screen.paths,
      noindex: true,
    });
    const frame = this.#frame(scope, sessionOf(request), { listing, current: section ?? null, unread });
    const html = this.renderer.render(tenant, view, {
      // Installed from here, it opens here.
      layout: { ...layout, assets: { ...layout.assets, manifest: shellRoutes.manifest } },
      body: { heading, pro: frame, ...screen.present(scope) },
    });
    void this.sender.sendPrivate(reply, status, { locale: scope.locale, html });
  }

  #frame(
    { texts, locale }: PageScope,
    session: AccountSession,
    {
      listing,
      current,
      unread,
    }: {
      readonly listing: ProListing | undefined;
      readonly current: string | null;
      readonly unread: number;
    },
  ): ProFrameView {
    const allowed = listing ? this.sections.allowed(permissionsOn(session, listing.id)) : [];
    return {
      home: { href: PRO_HOME[locale], label: texts.line('pro.space') },
      account: { href: accountRoutes.account[locale], label: session.account.name },
      bell: {
        href: notificationRoutes.inbox[locale],
        label: texts.line(unread === 0 ? 'freshness.inbox.bell' : 'freshness.inbox.bellNew', {
          count: unread,
        }),
        ...(unread === 0 ? {} : { count: unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unread) }),
      },
      ...(listing
        ? {
            business: {
              name: listing.name ?? texts.line('pro.unnamed'),
              href: proPaths(proRoutes.space, listing.id)[locale],
              isCurrent: current === null,
            },
          }
        : {}),
      sections: allowed.map(({ key, label = `pro.nav.${key}`, icon, path }) => ({
        href: proPaths(path, listing?.id ?? 0)[locale],
        label: texts.line(label),
        icon,
        current: key === current,
      })),
    };
  }
}
