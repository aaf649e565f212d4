import { pathsTo } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { CorrectionService } from '@halles/domain/corrections';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DECISION_SHOWN_FOR, MerchantWaiting, type Waiting, type WaitingSource } from '../merchant-space';

/** Corrections that came by the link mailed to the business: the town is to look, or said no. */
@Injectable()
export class CorrectionWaiting implements WaitingSource, OnModuleInit {
  readonly name = 'corrections';

  constructor(
    private readonly home: MerchantWaiting,
    private readonly corrections: CorrectionService,
  ) {}

  onModuleInit(): void {
    this.home.register(this);
  }

  async waitingFor(ctx: TenantContext, session: AccountSession, now: Date): Promise<Waiting[]> {
    const editable = listingsWith(session, 'listing.edit');
    const found = await this.corrections.ofListings(
      ctx,
      editable,
      new Date(now.getTime() - DECISION_SHOWN_FOR),
    );
    return found.map(({ listingId, name, state, count, since }) => ({
      urgency: state === 'refused' ? 'decided' : 'theirs',
      since,
      count,
      listingId,
      paths: pathsTo('profile.information', { listing: listingId }),
      sentence: ({ texts }) =>
        texts.line(`corrections.waiting.${state}`, { count, listing: name ?? texts.line('pro.unnamed') }),
      action: ({ texts }) => texts.line('corrections.waiting.action'),
    }));
  }
}
