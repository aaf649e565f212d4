import { pathsTo } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { ClaimLookupService, type ContestedListing, isDisplaced, type OwnClaim } from '@halles/domain/claims';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  DECISION_SHOWN_FOR,
  MerchantWaiting,
  type Urgency,
  type Waiting,
  type WaitingSource,
} from '../merchant-space';
import { claimantOf, ownerOf } from './claim-page';
import { nameOf } from './claim-words';
import { dayOf } from '../wording/day-words';

/** A claim under way, and one whose end the claimant may not have seen yet; others wait for nobody. */
const URGENCY_OF: Readonly<Partial<Record<OwnClaim['claim']['state'], Urgency>>> = {
  disputed: 'contested',
  open: 'mine',
  review: 'theirs',
  refused: 'decided',
  expired: 'decided',
};

/** What a claim's claimant is told of it at home; null where there is nothing to tell. Pure. */
function claimWaiting(own: OwnClaim, now: Date): Waiting | null {
  const { claim, proofs, subject } = own;
  const isAsked = claim.awaitsUntil !== null;
  const urgency = isAsked ? 'mine' : isDisplaced(own) ? 'decided' : URGENCY_OF[claim.state];
  if (!urgency || (urgency === 'decided' && claim.changedAt.getTime() < now.getTime() - DECISION_SHOWN_FOR))
    return null;
  const hasCode = claim.state === 'open' && proofs.some(({ state, contact }) => state === 'asked' && contact);
  const words = isAsked ? 'awaiting' : hasCode ? 'code' : claim.state;
  const end = claim.awaitsUntil ?? claim.expiresAt;
  return {
    urgency,
    since: claim.changedAt,
    count: 1,
    listingId: null,
    paths: pathsTo('claim', { claim: claim.id }),
    sentence: (scope) =>
      scope.texts.line(`claims.waiting.${words}.text`, {
        listing: nameOf(scope, subject),
        until: end === null ? '' : dayOf(end, scope),
      }),
    action: ({ texts }) => texts.line(`claims.waiting.${words}.action`),
  };
}

/** Somebody else wants a page that one keeps. Pure. */
const contestedWaiting = ({ listingId, since, subject }: ContestedListing): Waiting => ({
  urgency: 'contested',
  since,
  count: 1,
  listingId,
  paths: pathsTo('claims'),
  sentence: (scope) => scope.texts.line('claims.waiting.contested.text', { listing: nameOf(scope, subject) }),
  action: ({ texts }) => texts.line('claims.waiting.contested.action'),
});

/** Claims of one's own, and those of others on what one keeps. */
@Injectable()
export class ClaimWaiting implements WaitingSource, OnModuleInit {
  readonly name = 'claims';

  constructor(
    private readonly home: MerchantWaiting,
    private readonly claims: ClaimLookupService,
  ) {}

  onModuleInit(): void {
    this.home.register(this);
  }

  async waitingFor(ctx: TenantContext, session: AccountSession, now: Date): Promise<Waiting[]> {
    const claimant = claimantOf(session);
    const own = await this.claims.list(ctx, claimant, now);
    const contested = await this.claims.contested(ctx, ownerOf(session));
    return [...contested.map(contestedWaiting), ...own.flatMap((one) => claimWaiting(one, now) ?? [])];
  }
}
