import { pathsTo, pathTo } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { ClaimLookupService } from '@halles/domain/claims';
import { Clock, type Locale } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { type HttpAnswer, redirectTo } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { MerchantSpace } from '../merchant-space';
import type { Page, PageOptions } from '../rendering/page';
import { claimantOf, claimPage } from './claim-page';
import { type ClaimForms, presentBegin, presentClaim } from './claim.presenter';

/** The two pages that the forms of a claim come back to. */
@Injectable()
export class ClaimPageService {
  constructor(
    private readonly space: MerchantSpace,
    private readonly claimLookup: ClaimLookupService,
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * The page on which a claim begins; who keeps the business, or has claimed it, is led on.
   * @throws ListingNotFound
   */
  async begin(
    ctx: TenantContext,
    session: AccountSession,
    { listing, locale }: { readonly listing: number; readonly locale: Locale },
    forms: ClaimForms = {},
    answer: PageOptions = {},
  ): Promise<Page | HttpAnswer> {
    const found = await this.claimLookup.look(ctx, listing, claimantOf(session), this.clock.now());
    const { subject, claim, ownedBy } = found;
    if (ownedBy === 'claimant')
      return redirectTo(pathTo('merchant.listing', locale, { listing: subject.id }));
    // Of one that was merged: the page that it is now has an address of its own.
    if (subject.id !== listing && answer.status === undefined)
      return redirectTo(pathTo('claim.begin', locale, { listing: subject.id }));
    if (claim && answer.status === undefined) return redirectTo(pathTo('claim', locale, { claim: claim.id }));
    const hasProConnect = this.config.proconnectIssuer !== undefined && session.siret === null;
    const present = presentBegin(found, forms, hasProConnect);
    const paths = pathsTo('claim.begin', { listing: subject.id });
    return this.space.page(ctx, session, claimPage('claims.titles.begin', paths, present, answer));
  }

  /** A claim: how it stands, what to do next. @throws ClaimNotFound */
  async claim(
    ctx: TenantContext,
    session: AccountSession,
    claimId: string,
    forms: ClaimForms = {},
    answer: PageOptions = {},
  ): Promise<Page> {
    const now = this.clock.now();
    const own = await this.claimLookup.get(ctx, claimId, claimantOf(session), now);
    const present = presentClaim(own, forms, now);
    const paths = pathsTo('claim', { claim: own.claim.id });
    // Who keeps the page has claimed nothing, or not lately.
    const title = own.isContested && own.claim.state === 'approved' ? 'contested' : 'claim';
    return this.space.page(ctx, session, claimPage(`claims.titles.${title}`, paths, present, answer));
  }
}
