import { readFormValues, textOf } from '@halles/platform/forms';
import { pathsTo, pathTo, patternsOf, type ProfileChanges } from '@halles/contracts';
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
import { type EditorSession, EditorSessions } from './editor-session';
import { MerchantSpace } from '../merchant-space';
import { donePath } from './return-notes';

const draftedOf = ({ draft }: EditorSession): ProfileChanges =>
  Object.fromEntries(Object.entries(draft?.fields ?? {}).map(([field, { value }]) => [field, value]));

/** The public page with what is not published yet: rendered as the public will see it, and kept nowhere. */
@Requires('listing.edit')
@Controller()
export class PreviewController {
  constructor(
    private readonly pages: MerchantSpace,
    private readonly editors: EditorSessions,
    private readonly profiles: ProfileService,
    private readonly listingPages: ListingPageService,
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
  ) {}

  @Get(patternsOf('profile.preview'))
  async look(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const editor = await this.editors.open(ctx, Number(listing), session, localeOfPath(request.url));
    const author = { kind: 'merchant', accountId: editor.accountId, name: session.account.name } as const;
    const changes = draftedOf(editor);
    const seen = await this.profiles.rehearse(ctx, editor.listing.id, { changes, author }, editor.now);
    if (!seen?.listing) {
      this.#showUnseen(request, reply, editor, seen === null ? 'busy' : 'hidden');
      return;
    }
    const shown = await this.listingPages.around(ctx, seen.listing, seen.profile, locale);
    const scope = this.renderer.scope(ctx.tenant, locale);
    const hasChanges = Object.keys(changes).length > 0;
    const { texts } = scope;
    const { id } = editor.listing;
    const layout = presentLayout(scope, {
      ...identifyListing(scope, shown),
      jsonLd: [],
      noindex: true,
      paths: pathsTo('profile.preview', { listing: id }),
    });
    const html = this.renderer.render(ctx.tenant, 'listings/listing', {
      layout,
      body: {
        ...presentListing(scope, shown),
        preview: {
          text: texts.line(hasChanges ? 'pro.preview.lead' : 'pro.preview.nothing'),
          action: pathTo('profile.preview', locale, { listing: id }),
          hasChanges,
          publish: texts.line('pro.preview.publish'),
          discard: texts.line('pro.preview.discard'),
          back: {
            href: pathTo('merchant.listing', locale, { listing: id }),
            label: texts.line('pro.preview.back'),
          },
        },
      },
    });
    void this.sender.sendPrivate(reply, 200, { locale, html });
  }

  @Post(patternsOf('profile.preview'))
  async decide(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const editor = await this.editors.open(ctx, Number(listing), session, localeOfPath(request.url));
    const { id } = editor.listing;
    if (textOf(readFormValues(body), 'do') === 'discard') {
      await this.profiles.dropDraft(ctx, id, editor.accountId);
      void reply.redirect(pathTo('merchant.listing', locale, { listing: id }), 303);
      return;
    }
    const bases = Object.entries(editor.draft?.fields ?? {}).map(([field, { base }]) => [field, base]);
    const published = await this.editors.publish(ctx, editor, session, {
      version: editor.profile.version,
      bases: Object.fromEntries(bases) as Readonly<Record<string, number>>,
      changes: draftedOf(editor),
    });
    if ('saved' in published) {
      void reply.redirect(donePath('merchant.listing', locale, id, published.saved), 303);
      return;
    }
    this.#showUnseen(request, reply, editor, 'clash', published.clash.by);
  }

  /** Says why there is nothing to look at. */
  #showUnseen(
    request: FastifyRequest,
    reply: FastifyReply,
    editor: EditorSession,
    why: 'busy' | 'hidden' | 'clash',
    by = '',
  ): void {
    const { listing } = editor;
    this.pages.show(request, reply, {
      view: 'pro/unseen',
      title: ({ texts }) => texts.line('pro.nav.preview'),
      paths: pathsTo('profile.preview', { listing: listing.id }),
      listing,
      section: 'preview',
      status: why === 'clash' ? 409 : 200,
      present: ({ texts, locale }) => ({
        text: texts.line(`pro.preview.${why}`, { by: by || texts.line('pro.someone') }),
        action: pathTo('profile.preview', locale, { listing: listing.id }),
        hasChanges: editor.draft !== null,
      }),
    });
  }
}
