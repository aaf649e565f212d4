import { pathsTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { ClaimLookupService } from '@halles/domain/claims';
import { Clock, type Locale } from '@halles/kernel';
import { Ctx, CurrentLocale, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get } from '@nestjs/common';
import { SignedIn } from '../accounts';
import { MerchantSpace } from '../merchant-space';
import { EditorSessions, presentOverview } from '../profiles';
import type { Page } from '../rendering/page';
import { ListingId } from '../params';
import { claimantOf, claimPage } from './claim-page';
import { presentPreview } from './preview.presenter';

/** What the space of a business would show its owner, before anything is proved: read only. */
@Requires('claim.make')
@Controller()
export class PreviewController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly editors: EditorSessions,
    private readonly claimLookup: ClaimLookupService,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('claim.preview'))
  async preview(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() listing: number,
    @SignedIn() session: AccountSession,
  ): Promise<Page> {
    const { subject, ownedBy } = await this.claimLookup.look(
      ctx,
      listing,
      claimantOf(session),
      this.clock.now(),
    );
    // What an owner wrote and did not publish is theirs alone: the preview is of pages that nobody keeps.
    const editor = ownedBy === 'nobody' ? await this.editors.open(ctx, subject.id, session, locale) : null;
    return this.space.page(
      ctx,
      session,
      claimPage('claims.titles.preview', pathsTo('claim.preview', { listing: subject.id }), (scope) =>
        presentPreview(scope, subject, editor && presentOverview(scope, editor, {})),
      ),
    );
  }
}
