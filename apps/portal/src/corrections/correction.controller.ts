import { listingIdOf } from '@halles/contracts';
import { type InputErrors, type FormValues, readFormValues } from '@halles/platform/forms';
import {
  type CorrectionChanges,
  CorrectionService,
  CorrectionsTooMany,
  canRequestLink,
  maskedAddress,
} from '@halles/domain/corrections';
import { type Listing, ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { PageNotFound, Public, RateLimit, contextOf, localeOfPath } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { presentLayout } from '../rendering/layout.presenter';
import { PageRenderer } from '../rendering/page-renderer';
import type { PageScope } from '../rendering/page-scope';
import { PageSender } from '../rendering/page-sender';
import { fillCorrection, placeOf, readCorrection } from './correction-form';
import { type CorrectionRoute, correctionPaths, correctionPatterns } from './correction-routes';
import {
  identifyCorrection,
  presentAsk,
  presentAsked,
  presentCorrection,
  presentDone,
  segmentOf,
} from './correction.presenter';

const OUTCOMES = ['applied', 'open', 'unchanged'] as const;

/**
 * First corrections without an account: a link is mailed to the address that the directory knows; its page changes nothing
 * by being opened, however often. Works without JavaScript.
 */
@Public()
@Controller()
export class CorrectionController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
    private readonly listings: ListingService,
    private readonly corrections: CorrectionService,
    private readonly clock: Clock,
  ) {}

  @Get(correctionPatterns('ask'))
  async ask(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
  ): Promise<void> {
    const listing = await this.listingOf(contextOf(request), segment);
    const address = canRequestLink(listing) && listing.email !== null ? maskedAddress(listing.email) : null;
    this.page(request, reply, { page: 'ask', name: segmentOf(listing) }, (scope) =>
      presentAsk(scope, listing, { address }),
    );
  }

  @RateLimit('contact')
  @Post(correctionPatterns('ask'))
  async send(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
  ): Promise<void> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const listing = await this.listingOf(ctx, segment);
    await this.corrections.ask(ctx, listing.id, locale, this.clock.now());
    const path = correctionPaths('asked', segmentOf(listing))[locale];
    void reply.header('cache-control', 'no-store').redirect(path, 303);
  }

  @Get(correctionPatterns('asked'))
  async asked(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
  ): Promise<void> {
    const listing = await this.listingOf(contextOf(request), segment);
    const { email } = listing;
    if (email === null) throw new PageNotFound({});
    this.page(request, reply, { page: 'asked', name: segmentOf(listing) }, (scope) =>
      presentAsked(scope, listing, maskedAddress(email)),
    );
  }

  @Get(correctionPatterns('form'))
  async form(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
  ): Promise<void> {
    const { listing } = await this.corrections.open(contextOf(request), token, this.clock.now());
    this.showForm(request, reply, token, listing, { raw: fillCorrection(listing), errors: {} });
  }

  @RateLimit('write')
  @Post(correctionPatterns('form'))
  async correct(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Body() body: unknown,
  ): Promise<void> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const { listing } = await this.corrections.open(ctx, token, this.clock.now());
    const raw = readFormValues(body);
    const read = readCorrection(raw, listing, placeOf(listing, ctx.tenant.settings.timeZone), locale);
    if ('errors' in read) {
      this.showForm(request, reply, token, listing, { raw, errors: read.errors });
      return;
    }
    const outcome = await this.attempt(ctx, token, read.changes);
    if (outcome instanceof CorrectionsTooMany) {
      this.showForm(request, reply, token, listing, { raw, errors: {}, problem: outcome.detail(locale) });
      return;
    }
    const path = `${correctionPaths('done', token)[locale]}?fait=${outcome}`;
    void reply.header('cache-control', 'no-store').redirect(path, 303);
  }

  @Get(correctionPatterns('done'))
  async done(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { listing } = await this.corrections.open(contextOf(request), token, this.clock.now());
    const outcome = OUTCOMES.find((known) => known === query['fait']) ?? 'unchanged';
    this.page(request, reply, { page: 'done', name: token }, (scope) => presentDone(scope, listing, outcome));
  }

  /** What became of it; that the link has served too often is said in the form, where nothing typed is lost. */
  private async attempt(ctx: TenantContext, token: string, changes: CorrectionChanges) {
    try {
      return await this.corrections.correct(ctx, token, changes, this.clock.now());
    } catch (error) {
      if (error instanceof CorrectionsTooMany) return error;
      throw error;
    }
  }

  /** @throws PageNotFound */
  private async listingOf(ctx: TenantContext, segment: string): Promise<Listing> {
    const id = listingIdOf(segment);
    const listing = id === null ? null : await this.listings.find(ctx, id);
    if (!listing) throw new PageNotFound({});
    return listing;
  }

  private showForm(
    request: FastifyRequest,
    reply: FastifyReply,
    token: string,
    listing: Listing,
    state: { readonly raw: FormValues; readonly errors: InputErrors; readonly problem?: string },
  ): void {
    const isInvalid = Object.keys(state.errors).length > 0;
    const status = isInvalid ? 422 : state.problem === undefined ? 200 : 409;
    this.page(request, reply, { page: 'form', name: token, status }, (scope) =>
      presentCorrection(scope, listing, token, {
        ...state,
        ...(isInvalid ? { problem: scope.texts.line('corrections.form.invalid') } : {}),
      }),
    );
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    { page, name, status = 200 }: { page: CorrectionRoute; name: string; status?: number },
    present: (scope: PageScope) => { readonly heading: string },
  ): void {
    const { tenant } = contextOf(request);
    const scope = this.renderer.scope(tenant, localeOfPath(request.url));
    const body = present(scope);
    const layout = presentLayout(scope, identifyCorrection(page, name, body.heading));
    const view = page === 'form' ? 'corrections/correct' : 'corrections/words';
    const html = this.renderer.render(tenant, view, { layout, body });
    // The address is a key: no other site is told it.
    void reply.header('referrer-policy', 'same-origin');
    void this.sender.sendPrivate(reply, status, { locale: scope.locale, html });
  }
}
