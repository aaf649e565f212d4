import { AddressFinder, type Listing, ListingRepository } from '@halles/domain/listings';
import { HOUR } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { CorrectionChanges } from '../correction';
import { announceCorrections } from '../correction.events';
import { isPlaceDoubt, placeLines } from '../places/place-move';
import {
  type AnnouncedCorrection,
  CorrectionAnnouncementRepository,
} from './correction-announcement.repository';

/** The town is mailed about corrections so often at most, however many are sent. */
const ANNOUNCEMENT_PAUSE = HOUR;
/** How many a mail names; of the others it says how many. */
export const MAX_NAMED_CORRECTIONS = 10;

/** A correction that a mail names. */
export interface NamedCorrection {
  readonly id: string;
  readonly name: string | null;
  /** As the public sees it; null where it does not. */
  readonly listing: Listing | null;
  /** Whether who keeps the page asks for another place of it. */
  readonly isPlace: boolean;
  /** What it would change. */
  readonly fields: readonly (keyof CorrectionChanges)[];
  /** The address that is asked for, on one line; null where none is. */
  readonly asked: string | null;
}

/** What a mail to the town tells. */
export interface CorrectionAnnouncement {
  /** The oldest first. */
  readonly named: readonly NamedCorrection[];
  /** All that it tells of, those that were decided on or withdrawn meanwhile left out. */
  readonly count: number;
  /** All that wait for the town. */
  readonly waiting: number;
}

/** Tells the town which addresses it is asked for, and which corrections by link wait for it: several at once, and seldom. */
@Injectable()
export class CorrectionAnnouncements {
  constructor(
    private readonly work: UnitOfWork,
    private readonly announcements: CorrectionAnnouncementRepository,
    private readonly listings: ListingRepository,
    private readonly addresses: AddressFinder,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Promises a mail about what began to wait since the last one, unless that was within the hour. Run by one worker at a time;
   * run again it promises nothing twice.
   * @returns how many corrections it tells of
   */
  async announce(ctx: TenantContext, now: Date): Promise<number> {
    return this.work.write(ctx, async (tx) => {
      const last = await this.announcements.lastAt(tx);
      if (last && last.getTime() > now.getTime() - ANNOUNCEMENT_PAUSE) return 0;
      const id = uuid();
      const count = await this.announcements.announce(tx, id, now);
      if (count > 0) await this.outbox.append(tx, announceCorrections(id));
      return count;
    });
  }

  /** What the mail says; null where all of it was decided on or withdrawn meanwhile. */
  async mailOf(ctx: TenantContext, id: string): Promise<CorrectionAnnouncement | null> {
    return this.work.read(ctx, async (tx) => {
      const { count, waiting } = await this.announcements.count(tx, id);
      if (count === 0) return null;
      const announced = await this.announcements.announced(tx, id, MAX_NAMED_CORRECTIONS);
      return { named: await this.named(tx, announced), count, waiting };
    });
  }

  private async named(tx: TenantTx, announced: readonly AnnouncedCorrection[]): Promise<NamedCorrection[]> {
    const communes = await this.addresses.communes(tx);
    const named: NamedCorrection[] = [];
    for (const { id, listingId, name, changes, doubt } of announced) {
      const { address } = changes;
      named.push({
        id,
        name,
        listing: await this.listings.find(tx, listingId),
        isPlace: isPlaceDoubt(doubt),
        fields: Object.keys(changes) as (keyof CorrectionChanges)[],
        asked: address ? placeLines(address, communes).join(', ') : null,
      });
    }
    return named;
  }
}
