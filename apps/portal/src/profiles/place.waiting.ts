import { pathsTo } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { MerchantPlaces } from '@halles/domain/corrections';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DECISION_SHOWN_FOR, MerchantWaiting, type Waiting, type WaitingSource } from '../merchant-space';

/** Places that the town is asked for, or said no to. */
@Injectable()
export class PlaceWaiting implements WaitingSource, OnModuleInit {
  readonly name = 'places';

  constructor(
    private readonly home: MerchantWaiting,
    private readonly places: MerchantPlaces,
  ) {}

  onModuleInit(): void {
    this.home.register(this);
  }

  async waitingFor(ctx: TenantContext, session: AccountSession, now: Date): Promise<Waiting[]> {
    const kept = listingsWith(session, 'listing.edit');
    const shownFrom = new Date(now.getTime() - DECISION_SHOWN_FOR);
    const standings = await this.places.standings(ctx, kept, shownFrom);
    // What was accepted stands on the page itself.
    return standings.flatMap(({ listingId, name, state, createdAt, decidedAt }) =>
      state === 'accepted'
        ? []
        : {
            urgency: state === 'refused' ? 'decided' : 'theirs',
            since: decidedAt ?? createdAt,
            count: 1,
            listingId,
            paths: pathsTo('profile.address', { listing: listingId }),
            sentence: ({ texts }) =>
              texts.line(state === 'refused' ? 'pro.place.refusedHome' : 'pro.place.waitsHome', {
                listing: name ?? texts.line('pro.unnamed'),
              }),
            action: ({ texts }) => texts.line('pro.place.action'),
          },
    );
  }
}
