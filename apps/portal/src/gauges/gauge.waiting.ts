import { pathsTo } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { AboveGauges } from '@halles/domain/gauges';
import { ProfileService } from '@halles/domain/profiles';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MerchantWaiting, type Waiting, type WaitingSource } from '../merchant-space';

/** So many businesses of an account are asked: few accounts keep more, and each has its page. */
const MOST_ASKED = 20;

/** Who comes above the gauge of what one keeps: the shop decides of each. */
@Injectable()
export class GaugeWaiting implements WaitingSource, OnModuleInit {
  readonly name = 'gauges';

  constructor(
    private readonly home: MerchantWaiting,
    private readonly above: AboveGauges,
    private readonly profiles: ProfileService,
  ) {}

  onModuleInit(): void {
    this.home.register(this);
  }

  async waitingFor(ctx: TenantContext, session: AccountSession, now: Date): Promise<Waiting[]> {
    const waiting: Waiting[] = [];
    for (const listingId of listingsWith(session, 'listing.agenda').slice(0, MOST_ASKED)) {
      const open = (await this.above.list(ctx, listingId)).filter(({ asked }) => asked === null);
      if (open.length === 0) continue;
      const name = (await this.profiles.listing(ctx, listingId))?.name;
      waiting.push({
        urgency: 'mine',
        since: now,
        count: open.length,
        listingId,
        paths: pathsTo('merchant.gauge', { listing: listingId }),
        sentence: ({ texts }) =>
          texts.line('gauge.above.waiting', {
            count: open.length,
            listing: name ?? texts.line('pro.unnamed'),
          }),
        action: ({ texts }) => texts.line('gauge.above.action'),
      });
    }
    return waiting;
  }
}
