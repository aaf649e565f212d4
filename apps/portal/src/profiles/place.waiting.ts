import { pathsTo } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { MerchantPlaces } from '@halles/domain/corrections';
import { ProfileService } from '@halles/domain/profiles';
import { DAY } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MerchantWaiting, type Waiting, type WaitingSource } from '../merchant-space';

/** So long a refusal is told of. */
const DECISION_SHOWN_FOR = 14 * DAY;

/** Places that the town is asked for, or said no to. */
@Injectable()
export class PlaceWaiting implements WaitingSource, OnModuleInit {
  readonly name = 'places';

  constructor(
    private readonly home: MerchantWaiting,
    private readonly places: MerchantPlaces,
    private readonly profiles: ProfileService,
  ) {}

  onModuleInit(): void {
    this.home.register(this);
  }

  async waitingFor(ctx: TenantContext, session: AccountSession, now: Date): Promise<Waiting[]> {
    const kept = listingsWith(session, 'listing.edit');
    const found = await this.places.requests(ctx, kept, new Date(now.getTime() - DECISION_SHOWN_FOR));
    const waiting: Waiting[] = [];
    for (const { listingId, state, createdAt, decidedAt } of found) {
      // The newest of a page says where it stands; what was accepted stands on the page itself.
      if (waiting.some((one) => one.listingId === listingId) || state === 'accepted') continue;
      const listing = await this.profiles.listing(ctx, listingId);
      const isRefused = state === 'refused';
      waiting.push({
        urgency: isRefused ? 'decided' : 'theirs',
        since: decidedAt ?? createdAt,
        count: 1,
        listingId,
        paths: pathsTo('profile.address', { listing: listingId }),
        sentence: ({ texts }) =>
          texts.line(isRefused ? 'pro.place.refusedHome' : 'pro.place.waitsHome', {
            listing: listing?.name ?? texts.line('pro.unnamed'),
          }),
        action: ({ texts }) => texts.line('pro.place.action'),
      });
    }
    return waiting;
  }
}
