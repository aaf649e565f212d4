import { pathTo, listingIdOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { ListingNotFound } from '@halles/domain/listings';
import { type Claim, type Claimant, ClaimantService, ClaimProofUnavailable } from '@halles/domain/claims';
import { DomainError } from '@halles/kernel';
import { contextOf, localeOfPath, PageNotFound, RateLimit, Requires, statusOf } from '@halles/platform/http';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { textOf } from '../accounts/form-fields';
import { SignedIn } from '../accounts/account-request';
import { addressOfForm, readInput } from './claim-form';
import { ClaimPages, claimantOf } from './claim-pages';
import { claimPathTo, claimPatterns } from './claim-routes';
import type { ClaimState } from './claim.presenter';

/** A business is claimed from its page: what it takes, and the first proof. */
@Controller()
export class ClaimController {
  constructor(
    private readonly pages: ClaimPages,
    private readonly claimants: ClaimantService,
  ) {}

  @Requires('claim.make')
  @Get(claimPatterns('begin'))
  async begin(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    await this.pages.showBegin(request, reply, this.listingOf(segment), session);
  }

  @Requires('claim.make')
  @RateLimit('write')
  @Post(claimPatterns('begin'))
  async start(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const listing = this.listingOf(segment);
    const claimant = claimantOf(session);
    try {
      const claim = await this.claimants.begin(ctx, listing, claimant, locale);
      await this.ask(request, reply, claim, { body, claimant, session });
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === ListingNotFound.code) throw error;
      const state = { problem: error.detail(locale), address: addressOfForm(body) };
      await this.pages.showBegin(request, reply, listing, session, state, statusOf(error));
    }
  }

  @Requires('claim.make')
  @RateLimit('write')
  @Post(claimPatterns('proof'))
  async prove(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('claim') claimId: string,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const claimant = claimantOf(session);
    const { claim } = await this.claimants.get(contextOf(request), claimId, claimant);
    await this.ask(request, reply, claim, { body, claimant, session });
  }

  @Requires('claim.make')
  @RateLimit('login')
  @Post(claimPatterns('code'))
  async enter(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('claim') claimId: string,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const code = textOf(body, 'code').slice(0, 64);
    await this.pages.attempt(
      request,
      reply,
      { claimId, session, state: { field: 'code', code } },
      async () => {
        const claimant = claimantOf(session);
        const claim = await this.claimants.enterCode(contextOf(request), claimId, claimant, code);
        this.leadOn(request, reply, claim);
      },
    );
  }

  @Requires('claim.make')
  @Post(claimPatterns('withdraw'))
  async withdraw(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('claim') claimId: string,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    await this.pages.attempt(request, reply, { claimId, session, state: {} }, async () => {
      await this.claimants.withdraw(contextOf(request), claimId, claimantOf(session));
      this.pages.redirect(reply, claimPathTo('claims', localeOfPath(request.url)));
    });
  }

  @Requires('claim.make')
  @Get(claimPatterns('claim'))
  async claim(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('claim') claimId: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const code = typeof query['code'] === 'string' ? query['code'].slice(0, 12) : '';
    await this.pages.showClaim(request, reply, claimId, session, code === '' ? {} : { code });
  }

  @Requires('claim.make')
  @Get(claimPatterns('claims'))
  async claims(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    await this.pages.showClaims(request, reply, session);
  }

  /** Asks for the proof that a form names; what the form lacks is said on the claim's page. */
  private async ask(
    request: FastifyRequest,
    reply: FastifyReply,
    { id: claimId }: Pick<Claim, 'id'>,
    {
      body,
      claimant,
      session,
    }: { readonly body: unknown; readonly claimant: Claimant; readonly session: AccountSession },
  ): Promise<void> {
    const locale = localeOfPath(request.url);
    const read = readInput(body);
    const address = addressOfForm(body);
    const page = claimPathTo('claim', locale, claimId);
    if (read.kind === 'document' || read.kind === 'none') {
      this.pages.redirect(reply, read.kind === 'document' ? `${page}#piece` : page);
      return;
    }
    const state: ClaimState = { address, ...(read.kind === 'address' ? { field: read.field } : {}) };
    await this.pages.attempt(request, reply, { claimId, session, state }, async () => {
      if (read.kind === 'address') throw new ClaimProofUnavailable({});
      const claim = await this.claimants.askProof(contextOf(request), claimId, claimant, read.input);
      this.leadOn(request, reply, claim);
    });
  }

  /** Who keeps the listing now is led into its space, everybody else to what is next. */
  private leadOn(request: FastifyRequest, reply: FastifyReply, { id, state, listingId }: Claim): void {
    const locale = localeOfPath(request.url);
    this.pages.redirect(
      reply,
      state === 'approved'
        ? pathTo('merchant.listing', locale, { listing: listingId })
        : claimPathTo('claim', locale, id),
    );
  }

  /** @throws PageNotFound */
  private listingOf(segment: string): number {
    const id = listingIdOf(segment);
    if (id === null) throw new PageNotFound({});
    return id;
  }
}
