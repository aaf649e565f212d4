import { pathTo, emailAddress } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { ClaimantService, TransferService } from '@halles/domain/claims';
import { DomainError } from '@halles/kernel';
import { contextOf, localeOfPath, RateLimit, Requires, statusOf } from '@halles/platform/http';
import { Body, Controller, Get, Param, ParseIntPipe, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../accounts/account-request';
import { textOf } from '../accounts/form-fields';
import { ClaimPages, claimantOf } from './claim-pages';
import { claimPaths, claimPathTo, claimPatterns } from './claim-routes';
import { HAND_OVER, type HandOverState, presentHandOver, presentTransfer } from './hand-over.presenter';
import { EditorSessions } from '../profiles';
import { MerchantSpace } from '../merchant-space';

/** An owner hands a listing over, or gives it up; whoever it is offered to answers. */
@Controller()
export class HandOverController {
  constructor(
    private readonly pages: ClaimPages,
    private readonly pro: MerchantSpace,
    private readonly editors: EditorSessions,
    private readonly claimants: ClaimantService,
    private readonly transfers: TransferService,
  ) {}

  @Requires('listing.release')
  @Get(claimPatterns('handOver'))
  async form(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing', ParseIntPipe) listing: number,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    await this.show(request, reply, listing, session, { email: '' });
  }

  @Requires('listing.release')
  @RateLimit('contact')
  @Post(claimPatterns('handOver'))
  async offer(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing', ParseIntPipe) listing: number,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const locale = localeOfPath(request.url);
    const typed = textOf(body, 'email').trim();
    const email = emailAddress.safeParse(typed);
    if (!email.success) {
      await this.show(request, reply, listing, session, { email: typed, isInvalid: true }, 422);
      return;
    }
    try {
      await this.transfers.offer(contextOf(request), listing, session.account, { email: email.data, locale });
      this.pages.redirect(reply, claimPathTo('handOver', locale, listing));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const state = { email: typed, problem: error.detail(locale) };
      await this.show(request, reply, listing, session, state, statusOf(error));
    }
  }

  @Requires('listing.release')
  @Post(claimPatterns('cancelOffer'))
  async cancel(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing', ParseIntPipe) listing: number,
    @SignedIn() { account }: AccountSession,
  ): Promise<void> {
    await this.transfers.cancel(contextOf(request), listing, account);
    this.pages.redirect(reply, claimPathTo('handOver', localeOfPath(request.url), listing));
  }

  @Requires('listing.release')
  @Post(claimPatterns('release'))
  async release(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing', ParseIntPipe) listing: number,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const locale = localeOfPath(request.url);
    if (textOf(body, 'sure') !== 'yes') {
      await this.show(request, reply, listing, session, { email: '', isUnsure: true }, 422);
      return;
    }
    await this.claimants.release(contextOf(request), listing, claimantOf(session));
    this.pages.redirect(reply, claimPathTo('claims', locale));
  }

  @Requires('claim.make')
  @Get(claimPatterns('transfer'))
  async transfer(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('transfer') id: string,
    @SignedIn() { account }: AccountSession,
  ): Promise<void> {
    const view = await this.transfers.get(contextOf(request), id, account);
    this.pages.show(request, reply, {
      title: 'transfer',
      paths: claimPaths('transfer', id),
      present: (scope) => presentTransfer(scope, view),
    });
  }

  @Requires('claim.make')
  @Post(claimPatterns('transfer'))
  async answer(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('transfer') id: string,
    @Body() body: unknown,
    @SignedIn() { account }: AccountSession,
  ): Promise<void> {
    const locale = localeOfPath(request.url);
    const accepts = textOf(body, 'answer') === 'yes';
    const { listingId } = await this.transfers.answer(contextOf(request), id, account, { accepts, locale });
    this.pages.redirect(
      reply,
      accepts ? pathTo('merchant.listing', locale, { listing: listingId }) : pathTo('merchant', locale),
    );
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    listing: number,
    session: AccountSession,
    state: HandOverState,
    status = 200,
  ): Promise<void> {
    const ctx = contextOf(request);
    const editor = await this.editors.open(ctx, listing, session, localeOfPath(request.url));
    const offered = await this.transfers.offered(ctx, listing);
    this.pro.show(request, reply, {
      view: 'claims/page',
      title: ({ texts }) => texts.line('claims.titles.handOver'),
      paths: claimPaths('handOver', listing),
      listing: editor.listing,
      section: HAND_OVER,
      status,
      present: (scope) => presentHandOver(scope, listing, offered, state),
    });
  }
}
