import { pathsTo } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { ReportQueue } from '@halles/domain/reports';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MerchantWaiting, type Waiting, type WaitingSource } from '../merchant-space';

/** Readers' reports on what one may edit that nobody answered. */
@Injectable()
export class ReportWaiting implements WaitingSource, OnModuleInit {
  readonly name = 'reports';

  constructor(
    private readonly home: MerchantWaiting,
    private readonly queue: ReportQueue,
  ) {}

  onModuleInit(): void {
    this.home.register(this);
  }

  async waitingFor(ctx: TenantContext, session: AccountSession): Promise<Waiting[]> {
    const open = await this.queue.openOf(ctx, listingsWith(session, 'listing.edit'));
    return open.map(({ listingId, name, count, since }) => ({
      urgency: 'mine',
      since,
      count,
      listingId,
      paths: pathsTo('reports', { listing: listingId }),
      sentence: ({ texts }) =>
        texts.line('reports.waiting.text', { count, listing: name ?? texts.line('pro.unnamed') }),
      action: ({ texts }) => texts.line('reports.waiting.action'),
    }));
  }
}
