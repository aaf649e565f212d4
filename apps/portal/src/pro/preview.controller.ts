import type { ProfileChanges } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { ProfileService } from '@halles/domain/profiles';
import { contextOf, localeOfPath, Requires } from '@halles/platform/http';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../accounts/account-request';
import { ListingPageService } from '../listings/listing-page.service';
import { identifyListing, presentListing } from '../listings/listing.presenter';
import { presentLayout } from '../rendering/layout.presenter';
import { PageRenderer } from '../rendering/page-renderer';
import { PageSender } from '../rendering/page-sender';
import { readRaw, textOf } from './form-reader';
import { type Desk, ProDesks } from './pro-desk';
import { ProPages } from './pro-page';
import { proPath, proPaths, proPatterns, proRoutes } from './pro-routes';
import { donePath } from './return-notes';

const draftedOf = ({ draft }: Desk): ProfileChanges =>
  Object.fromEntries(Object.entries(draft?.fields ?? {}).map(([field, { value }]) => [field, value]));

/** The public page with what is not published yet: rendered as the public will see it, and kept nowhere. */
@Requires('listing.edit')
@Controller()
export class PreviewController {
  constructor(
    private readonly pages: ProPages,
    private readonly desks: ProDesks,
    private readonly profiles: ProfileService,
    private readonly listingPages: ListingPageService,
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
  ) {}

  @Get(proPatterns('preview'))
  async look(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const desk = await this.desks.open(ctx, Number(listing), session, localeOfPath(request.url));
    const author = { kind: 'merchant', accountId: desk.accountId, name: session.account.name } as const;
    const changes = draftedOf(desk);
    const seen = await this.profiles.rehearse(ctx, desk.listing.id, { changes, author }, desk.now);
    if (!seen?.listing) {
      this.#showUnseen(request, reply, desk, seen === null ? 'busy' : 'hidden');
      return;
    }
    const shown = await this.listingPages.around(ctx, seen.listing, seen.profile, locale);
    const scope = this.renderer.scope(ctx.tenant, locale);
    const hasChanges = Object.keys(changes).length > 0;
    const { texts } = scope;
    const { id } = desk.listing;
    const layout = presentLayout(scope, {
      ...identifyListing(scope, shown),
      jsonLd: [],
      noindex: true,
      paths: proPaths(proRoutes.preview, id),
    });
    const html = this.renderer.render(ctx.tenant, 'pages/listing', {
      layout,
      body: {
        ...presentListing(scope, shown),
        preview: {
          text: texts.line(hasChanges ? 'pro.preview.lead' : 'pro.preview.nothing'),
          action: proPath('preview', locale, id),
          hasChanges,
          publish: texts.line('pro.preview.publish'),
          discard: texts.line('pro.preview.discard'),
          back: { href: proPath('space', locale, id), label: texts.line('pro.preview.back') },
        },
      },
    });
    void this.sender.sendPrivate(reply, 200, { locale, html });
  }

  @Post(proPatterns('preview'))
  async decide(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const desk = await this.desks.open(ctx, Number(listing), session, localeOfPath(request.url));
    const { id } = desk.listing;
    if (textOf(readRaw(body), 'do') === 'discard') {
      await this.profiles.dropDraft(ctx, id, desk.accountId);
      void reply.redirect(proPath('space', locale, id), 303);
      return;
    }
    const bases = Object.entries(desk.draft?.fields ?? {}).map(([field, { base }]) => [field, base]);
    const published = await this.desks.publish(ctx, desk, session, {
      version: desk.profile.version,
      bases: Object.fromEntries(bases) as Readonly<Record<string, number>>,
      changes: draftedOf(desk),
    });
    if ('saved' in published) {
      void reply.redirect(donePath('space', locale, id, published.saved), 303);
      return;
    }
    this.#showUnseen(request, reply, desk, 'clash', published.clash.by);
  }

  /** Says why there is nothing to look at. */
  #showUnseen(
    request: FastifyRequest,
    reply: FastifyReply,
    desk: Desk,
    why: 'busy' | 'hidden' | 'clash',
    by = '',
  ): void {
    const { listing } = desk;
    this.pages.show(request, reply, {
      view: 'pro/unseen',
      title: ({ texts }) => texts.line('pro.nav.preview'),
      paths: proPaths(proRoutes.preview, listing.id),
      listing,
      section: 'preview',
      status: why === 'clash' ? 409 : 200,
      present: ({ texts, locale }) => ({
        text: texts.line(`pro.preview.${why}`, { by: by || texts.line('pro.someone') }),
        action: proPath('preview', locale, listing.id),
        hasChanges: desk.draft !== null,
      }),
    });
  }
}
