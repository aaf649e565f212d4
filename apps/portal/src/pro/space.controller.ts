import { type AccountSession, permissionsOn } from '@halles/domain/accounts';
import { openSentence } from '@halles/domain/hours';
import { ProfileChangedMeanwhile, ProfileService } from '@halles/domain/profiles';
import { contextOf, localeOfPath, Requires } from '@halles/platform/http';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../accounts/account-request';
import type { PageScope } from '../rendering/page-scope';
import { withToday } from './closed-today';
import { readRaw, textOf } from './form-reader';
import { presentHistory, REVISIONS_A_PAGE } from './history.presenter';
import { type Desk, ProDesks } from './pro-desk';
import { ProPages } from './pro-page';
import { PRO_HOME, proPath, proPaths, proPatterns, proRoutes } from './pro-routes';
import { doneOf, donePath } from './return-notes';
import { presentSpace } from './space.presenter';
import { suggestionsFor } from './suggestions';

const FIND = { fr: '/pro/trouver', en: '/en/pro/find' } as const;

/** The home of the merchant space, the space of one business, what is said in one tap, and the history. */
@Controller()
export class SpaceController {
  constructor(
    private readonly pages: ProPages,
    private readonly desks: ProDesks,
    private readonly profiles: ProfileService,
  ) {}

  @Requires('account.own')
  @Get([PRO_HOME.fr, PRO_HOME.en])
  async home(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const [only, ...others] = session.grants;
    if (only && others.length === 0) {
      const desk = await this.desks.open(
        contextOf(request),
        only.listingId,
        session,
        localeOfPath(request.url),
      );
      this.#showSpace(request, reply, desk, session, {});
      return;
    }
    const ctx = contextOf(request);
    const desks: Desk[] = [];
    for (const { listingId } of session.grants)
      desks.push(await this.desks.open(ctx, listingId, session, localeOfPath(request.url)));
    this.pages.show(request, reply, {
      view: 'pro/home',
      title: ({ texts }) => texts.line(desks.length === 0 ? 'pro.home.none' : 'pro.home.several'),
      paths: PRO_HOME,
      present: (scope) => presentHome(scope, desks),
    });
  }

  @Requires('listing.read')
  @Get(proPatterns('space'))
  async space(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Query() query: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const desk = await this.desks.open(
      contextOf(request),
      Number(listing),
      session,
      localeOfPath(request.url),
    );
    this.#showSpace(request, reply, desk, session, doneOf(query));
  }

  /** "Closed today", and open again: one tap. */
  @Requires('listing.edit')
  @Post(proPatterns('today'))
  async today(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const desk = await this.desks.open(ctx, Number(listing), session, localeOfPath(request.url));
    const isClosed = textOf(readRaw(body), 'do') !== 'open';
    const exceptions = withToday(desk.profile.content.exceptions, desk.known.today, isClosed);
    const published = await this.desks.publish(ctx, desk, session, {
      version: desk.profile.version,
      changes: { exceptions },
    });
    const locale = localeOfPath(request.url);
    const path =
      'saved' in published
        ? donePath('space', locale, desk.listing.id, published.saved)
        : proPath('away', locale, desk.listing.id);
    void reply.redirect(path, 303);
  }

  @Requires('listing.read')
  @Get(proPatterns('history'))
  async history(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Query() query: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const desk = await this.desks.open(
      contextOf(request),
      Number(listing),
      session,
      localeOfPath(request.url),
    );
    const before = Number(textOf(readRaw(query), 'avant'));
    await this.#showHistory(
      request,
      reply,
      desk,
      Number.isInteger(before) && before > 0 ? before : undefined,
    );
  }

  @Requires('listing.edit')
  @Post(proPatterns('undo'))
  async undo(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const desk = await this.desks.open(ctx, Number(listing), session, localeOfPath(request.url));
    const { account } = session;
    const author = { kind: 'merchant', accountId: account.id, name: account.name } as const;
    const version = Number(textOf(readRaw(body), 'version'));
    try {
      const saved = await this.profiles.undo(
        ctx,
        desk.listing.id,
        Number.isInteger(version) ? version : 0,
        author,
        desk.now,
      );
      void reply.redirect(donePath('space', localeOfPath(request.url), desk.listing.id, saved), 303);
    } catch (error) {
      if (!(error instanceof ProfileChangedMeanwhile)) throw error;
      await this.#showHistory(request, reply, desk, undefined, 409);
    }
  }

  #showSpace(
    request: FastifyRequest,
    reply: FastifyReply,
    desk: Desk,
    session: AccountSession,
    done: { readonly done?: number; readonly isShown?: boolean },
  ): void {
    const { listing } = desk;
    const allowed = permissionsOn(session, listing.id);
    const canEdit = allowed.includes('listing.edit');
    const canShow = allowed.includes('listing.photos');
    this.pages.show(request, reply, {
      view: 'pro/space',
      title: ({ texts }) => listing.name ?? desk.content.name ?? texts.line('pro.unnamed'),
      paths: proPaths(proRoutes.space, listing.id),
      listing,
      present: (scope) => presentSpace(scope, desk, { canEdit, canShow, ...done }),
    });
  }

  async #showHistory(
    request: FastifyRequest,
    reply: FastifyReply,
    desk: Desk,
    before: number | undefined,
    status = 200,
  ): Promise<void> {
    const revisions = await this.profiles.revisions(contextOf(request), desk.listing.id, {
      limit: REVISIONS_A_PAGE,
      ...(before === undefined ? {} : { before }),
    });
    this.pages.show(request, reply, {
      view: 'pro/history',
      title: ({ texts }) => texts.line('pro.nav.history'),
      paths: proPaths(proRoutes.history, desk.listing.id),
      listing: desk.listing,
      section: 'history',
      status,
      isInvalid: status !== 200,
      present: (scope) => ({
        ...presentHistory(scope, desk.listing.id, revisions, desk.known),
        ...(status === 200 ? {} : { problem: scope.texts.line('pro.history.clash') }),
        errors: [],
      }),
    });
  }
}

/** The businesses of an account that has none or several. Pure. */
function presentHome({ texts, locale }: PageScope, desks: readonly Desk[]): object {
  return {
    lead: texts.line(desks.length === 0 ? 'pro.home.noneLead' : 'pro.home.severalLead'),
    businesses: desks.map(({ listing, content, profile, known, hasPhoto, now }) => {
      const [next] = suggestionsFor({ content: profile.content, listing: known.listing, hasPhoto });
      const schedule = known.listing?.schedule ?? null;
      return {
        name: listing.name ?? content.name ?? texts.line('pro.unnamed'),
        href: proPath('space', locale, listing.id),
        ...(listing.communeName === null ? {} : { where: listing.communeName }),
        ...(schedule === null ? {} : { state: openSentence(schedule, now.getTime(), locale) }),
        ...(next ? { next: texts.line(`pro.suggestions.${next.key}.title`) } : {}),
      };
    }),
    find: { href: FIND[locale], label: texts.line('pro.home.find') },
  };
}
