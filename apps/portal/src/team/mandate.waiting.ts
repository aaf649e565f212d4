import { pathsTo } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { type MandateFile, MandateService } from '@halles/domain/mandates';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MerchantWaiting, type Waiting, type WaitingSource } from '../merchant-space';

/** A mandate that its page's owner is to agree to. Pure. */
const mandateWaiting = ({ mandate, listing }: MandateFile): Waiting => ({
  // Somebody else spoke for the business: it is read first.
  urgency: 'contested',
  since: mandate.signedAt ?? mandate.createdAt,
  count: 1,
  listingId: listing.id,
  paths: pathsTo('team', { listing: listing.id }),
  sentence: ({ texts }) =>
    texts.line('account.team.mandateWaits.home', { listing: listing.name ?? texts.line('pro.unnamed') }),
  action: ({ texts }) => texts.line('account.team.mandateWaits.action'),
});

/** Mandates that somebody else signed for a page, for its owner to agree to or to refuse. */
@Injectable()
export class MandateWaiting implements WaitingSource, OnModuleInit {
  readonly name = 'mandates';

  constructor(
    private readonly home: MerchantWaiting,
    private readonly mandates: MandateService,
  ) {}

  onModuleInit(): void {
    this.home.register(this);
  }

  async waitingFor(ctx: TenantContext, session: AccountSession, now: Date): Promise<Waiting[]> {
    const open = await this.mandates.waiting(ctx, listingsWith(session, 'listing.team'), now);
    return open.map(mandateWaiting);
  }
}
