import { portalRoutes, pathsTo, pathTo, patternsOf } from '@halles/contracts';
import { readFormValues, textOf } from '@halles/platform/forms';
import { type AccountSession, permissionsOn } from '@halles/domain/accounts';
import { openSentence } from '@halles/domain/hours';
import { ProfileChangedMeanwhile, ProfileService } from '@halles/domain/profiles';
import { contextOf, localeOfPath, Requires } from '@halles/platform/http';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../accounts/account-request';
import type { PageScope } from '../rendering/page-scope';
import { withToday } from './closed-today';
import { presentHistory, REVISIONS_A_PAGE } from './history.presenter';
import { type EditorSession, EditorSessions } from './editor-session';
import { MerchantSpace } from '../merchant-space';
import { doneOf, donePath } from './return-notes';
import { presentOverview } from './overview.presenter';
import { suggestionsFor } from './suggestions';

const FIND = { fr: '/pro/trouver', en: '/en/pro/find' } as const;

/** The home of the merchant space, the space of one business, what is said in one tap, and the history. */
@Controller()
export class OverviewController {
  constructor(
    private readonly pages: MerchantSpace,
    private readonly editors: EditorSessions,
    private readonly profiles: ProfileService,
  ) {}

  @Requires('account.own')
  @Get([portalRoutes.merchant.fr, portalRoutes.merchant.en])
  async home(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const [only, ...others] = session.grants;
    if (only && others.length === 0) {
      const editor = await this.editors.open(
        contextOf(request),
        only.listingId,
        session,
        localeOfPath(request.url),
      );
      this.#showSpace(request, reply, editor, session, {});
      return;
    }
    const ctx = contextOf(request);
    const editors: EditorSession[] = [];
    for (const { listingId } of session.grants)
      editors.push(await this.editors.open(ctx, listingId, session, localeOfPath(request.url)));
    this.pages.show(request, reply, {
      view: 'pro/home',
      title: ({ texts }) => texts.line(editors.length === 0 ? 'pro.home.none' : 'pro.home.several'),
      paths: portalRoutes.merchant,
      present: (scope) => presentHome(scope, editors),
    });
  }

  @Requires('listing.read')
  @Get(patternsOf('merchant.listing'))
  async space(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Query() query: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const editor = await this.editors.open(
      contextOf(request),
      Number(listing),
      session,
      localeOfPath(request.url),
    );
    this.#showSpace(request, reply, editor, session, doneOf(query));
  }

  /** "Closed today", and open again: one tap. */
  @Requires('listing.edit')
  @Post(patternsOf('profile.today'))
  async today(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const editor = await this.editors.open(ctx, Number(listing), session, localeOfPath(request.url));
    const isClosed = textOf(readFormValues(body), 'do') !== 'open';
    const exceptions = withToday(editor.profile.content.exceptions, editor.known.today, isClosed);
    const published = await this.editors.publish(ctx, editor, session, {
      version: editor.profile.version,
      changes: { exceptions },
    });
    const locale = localeOfPath(request.url);
    const path =
      'saved' in published
        ? donePath('merchant.listing', locale, editor.listing.id, published.saved)
        : pathTo('profile.timeOff', locale, { listing: editor.listing.id });
    void reply.redirect(path, 303);
  }

  @Requires('listing.read')
  @Get(patternsOf('profile.history'))
  async history(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Query() query: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const editor = await this.editors.open(
      contextOf(request),
      Number(listing),
      session,
      localeOfPath(request.url),
    );
    const before = Number(textOf(readFormValues(query), 'avant'));
    await this.#showHistory(
      request,
      reply,
      editor,
      Number.isInteger(before) && before > 0 ? before : undefined,
    );
  }

  @Requires('listing.edit')
  @Post(patternsOf('profile.undo'))
  async undo(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const editor = await this.editors.open(ctx, Number(listing), session, localeOfPath(request.url));
    const { account } = session;
    const author = { kind: 'merchant', accountId: account.id, name: account.name } as const;
    const version = Number(textOf(readFormValues(body), 'version'));
    try {
      const saved = await this.profiles.undo(
        ctx,
        editor.listing.id,
        Number.isInteger(version) ? version : 0,
        author,
        editor.now,
      );
      void reply.redirect(
        donePath('merchant.listing', localeOfPath(request.url), editor.listing.id, saved),
        303,
      );
    } catch (error) {
      if (!(error instanceof ProfileChangedMeanwhile)) throw error;
      await this.#showHistory(request, reply, editor, undefined, 409);
    }
  }

  #showSpace(
    request: FastifyRequest,
    reply: FastifyReply,
    editor: EditorSession,
    session: AccountSession,
    done: { readonly done?: number; readonly isShown?: boolean },
  ): void {
    const { listing } = editor;
    const allowed = permissionsOn(session, listing.id);
    const canEdit = allowed.includes('listing.edit');
    const canShow = allowed.includes('listing.photos');
    this.pages.show(request, reply, {
      view: 'pro/space',
      title: ({ texts }) => listing.name ?? editor.content.name ?? texts.line('pro.unnamed'),
      paths: pathsTo('merchant.listing', { listing: listing.id }),
      listing,
      present: (scope) => presentOverview(scope, editor, { canEdit, canShow, ...done }),
    });
  }

  async #showHistory(
    request: FastifyRequest,
    reply: FastifyReply,
    editor: EditorSession,
    before: number | undefined,
    status = 200,
  ): Promise<void> {
    const revisions = await this.profiles.revisions(contextOf(request), editor.listing.id, {
      limit: REVISIONS_A_PAGE,
      ...(before === undefined ? {} : { before }),
    });
    this.pages.show(request, reply, {
      view: 'pro/history',
      title: ({ texts }) => texts.line('pro.nav.history'),
      paths: pathsTo('profile.history', { listing: editor.listing.id }),
      listing: editor.listing,
      section: 'history',
      status,
      present: (scope) => ({
        ...presentHistory(scope, editor.listing.id, revisions, editor.known),
        ...(status === 200 ? {} : { problem: scope.texts.line('pro.history.clash') }),
        errors: [],
      }),
    });
  }
}

/** The businesses of an account that has none or several. Pure. */
function presentHome({ texts, locale }: PageScope, editors: readonly EditorSession[]): object {
  return {
    lead: texts.line(editors.length === 0 ? 'pro.home.noneLead' : 'pro.home.severalLead'),
    businesses: editors.map(({ listing, content, profile, known, hasPhoto, now }) => {
      const [next] = suggestionsFor({ content: profile.content, listing: known.listing, hasPhoto });
      const schedule = known.listing?.schedule ?? null;
      return {
        name: listing.name ?? content.name ?? texts.line('pro.unnamed'),
        href: pathTo('merchant.listing', locale, { listing: listing.id }),
        ...(listing.communeName === null ? {} : { where: listing.communeName }),
        ...(schedule === null ? {} : { state: openSentence(schedule, now.getTime(), locale) }),
        ...(next ? { next: texts.line(`pro.suggestions.${next.key}.title`) } : {}),
      };
    }),
    find: { href: FIND[locale], label: texts.line('pro.home.find') },
  };
}
