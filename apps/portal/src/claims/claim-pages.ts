import { type Config, InjectConfig } from '@halles/platform/config';
import { pathTo } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { AdditionService, type Claimant, ClaimantService, ClaimNotFound } from '@halles/domain/claims';
import { type Bilingual, Clock, DomainError } from '@halles/kernel';
import { contextOf, localeOfPath, statusOf } from '@halles/platform/http';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PageScope } from '../rendering/page-scope';
import { claimPaths, claimPathTo } from './claim-routes';
import type { ClaimBody } from './claim-views';
import { type ClaimState, presentBegin, presentClaim } from './claim.presenter';
import { presentClaims } from './claims-list.presenter';
import { MerchantSpace } from '../merchant-space';

/** Who asks, as the domain takes it. Pure. */
export const claimantOf = ({ account, siret }: AccountSession): Claimant => ({
  accountId: account.id,
  siret,
});

/** A page of claims. */
export interface ClaimScreen {
  /** Key of its title below `claims.titles`. */
  readonly title: string;
  readonly paths: Bilingual;
  readonly status?: number;
  readonly present: (scope: PageScope) => ClaimBody;
}

/** Shows the pages of claims in the merchant space, and what went wrong on them. */
@Injectable()
export class ClaimPages {
  constructor(
    private readonly pages: MerchantSpace,
    private readonly claimants: ClaimantService,
    private readonly additions: AdditionService,
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  show(
    request: FastifyRequest,
    reply: FastifyReply,
    { title, paths, status = 200, present }: ClaimScreen,
  ): void {
    this.pages.show(request, reply, {
      view: 'claims/page',
      title: ({ texts }) => texts.line(`claims.titles.${title}`),
      paths,
      status,
      present,
    });
  }

  redirect(reply: FastifyReply, path: string): void {
    void reply.header('cache-control', 'no-store').redirect(path, 303);
  }

  /** @throws ListingNotFound */
  async showBegin(
    request: FastifyRequest,
    reply: FastifyReply,
    listing: number,
    session: AccountSession,
    state: ClaimState = {},
    status = 200,
  ): Promise<void> {
    const locale = localeOfPath(request.url);
    const found = await this.claimants.look(contextOf(request), listing, claimantOf(session));
    if (found.ownedBy === 'claimant') {
      this.redirect(reply, pathTo('merchant.listing', locale, { listing: found.subject.id }));
      return;
    }
    if (found.claim && status === 200) {
      this.redirect(reply, claimPathTo('claim', locale, found.claim.id));
      return;
    }
    this.show(request, reply, {
      title: 'begin',
      paths: claimPaths('begin', found.subject.id),
      status,
      present: (scope) =>
        presentBegin(
          scope,
          found,
          state,
          this.config.proconnectIssuer !== undefined && session.siret === null,
        ),
    });
  }

  /** @throws ClaimNotFound */
  async showClaim(
    request: FastifyRequest,
    reply: FastifyReply,
    claimId: string,
    session: AccountSession,
    state: ClaimState = {},
    status = 200,
  ): Promise<void> {
    const now = this.clock.now();
    const own = await this.claimants.get(contextOf(request), claimId, claimantOf(session), now);
    this.show(request, reply, {
      title: 'claim',
      paths: claimPaths('claim', own.claim.id),
      status,
      present: (scope) => presentClaim(scope, own, state, now),
    });
  }

  async showClaims(request: FastifyRequest, reply: FastifyReply, session: AccountSession): Promise<void> {
    const ctx = contextOf(request);
    const claims = await this.claimants.list(ctx, claimantOf(session));
    const additions = await this.additions.list(ctx, session.account.id);
    this.show(request, reply, {
      title: 'claims',
      paths: claimPaths('claims'),
      present: (scope) => presentClaims(scope, claims, additions),
    });
  }

  /**
   * Does what a form of a claim asks; where that is refused, the claim's page says why and what was typed stays.
   * @throws ClaimNotFound
   */
  async attempt(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: { readonly claimId: string; readonly session: AccountSession; readonly state: ClaimState },
    act: () => Promise<void>,
  ): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === ClaimNotFound.code) throw error;
      const problem = error.detail(localeOfPath(request.url));
      const { retryAfterSeconds } = error.params as { readonly retryAfterSeconds?: number };
      if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
      const state = { ...asked.state, problem };
      await this.showClaim(request, reply, asked.claimId, asked.session, state, statusOf(error));
    }
  }
}
