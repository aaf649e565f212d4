import { createHash, randomBytes } from 'node:crypto';
import { holdListing, ListingService } from '@halles/domain/listings';
import { calendarOf } from '@halles/domain/text';
import { Clock, DAY, type Locale } from '@halles/kernel';
import { pipelined, type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AgendaClosed, AgendaResourceNotFound } from '../bookings/booking.errors';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaPlaces } from '../settings/agenda-places.service';
import { AgendaRepository } from '../settings/agenda.repository';
import { AgendaFeedNotFound } from './agenda-feed.errors';
import {
  AgendaFeedRepository,
  type FeedWindow,
  type KnownFeed,
  type OpenFeed,
} from './agenda-feed.repository';
import { type FeedBooking, feedEvent } from './feed-events';

const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;
/** Days that a calendar reaches back, and ahead. */
const [DAYS_BACK, DAYS_AHEAD] = [30, 365];
/** Days for which what was cancelled is told: a program that reads every day hears of it. */
const CANCELLED_DAYS = 14;
/** However many there are: what comes next counts most. */
const [MOST_OVER, MOST_COMING] = [500, 1_500];
/** Seconds after which programs are asked to read again. */
const REFRESH_AFTER = 900;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A calendar as it is at this moment. */
export interface ReadFeed {
  /** Changes whenever what it says does. */
  readonly digest: string;
  readonly changedAt: Date;
  /** Written only for who does not have it. */
  write(words: {
    readonly locale: Locale;
    readonly host: string;
    urlOf(listing: number, booking: string): string;
  }): string;
}

/** Addresses at which calendar programs read an agenda, without an account: who has one reads, and changes nothing. */
@Injectable()
export class AgendaFeeds {
  constructor(
    private readonly work: UnitOfWork,
    private readonly feeds: AgendaFeedRepository,
    private readonly agendas: AgendaRepository,
    private readonly items: AgendaItemRepository,
    private readonly places: AgendaPlaces,
    private readonly listings: ListingService,
    private readonly clock: Clock,
  ) {}

  /** Those that there are, of the agenda and of who serves in it. */
  list(ctx: TenantContext, listingId: number): Promise<KnownFeed[]> {
    return this.work.read(ctx, (tx) => this.feeds.list(tx, listingId));
  }

  /**
   * Makes an address, in the place of that which was there: that one ends.
   * @param resourceId whose appointments; null: all of the agenda
   * @returns what the address says: known to nobody afterwards
   * @throws AgendaClosed, AgendaResourceNotFound
   */
  async make(
    ctx: TenantContext,
    listingId: number,
    resourceId: string | null,
    accountId: string,
  ): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    await this.work.write(ctx, async (tx) => {
      const isThere = await holdListing(tx, listingId);
      // Held until the end: an agenda that closes meanwhile withdraws this one too.
      const settings = await this.agendas.lock(tx, listingId);
      if (!isThere || settings?.isOpen !== true) throw new AgendaClosed({});
      if (resourceId !== null && !(await this.items.lock(tx, 'agenda_resource', listingId, resourceId)))
        throw new AgendaResourceNotFound({});
      const feed = { id: uuid(), listingId, resourceId, accountId, tokenHash: hashOf(token) };
      await this.feeds.save(tx, feed, this.clock.now());
    });
    return token;
  }

  /** Whoever has the address reads nothing any more. */
  async revoke(ctx: TenantContext, listingId: number, resourceId: string | null): Promise<void> {
    await this.work.write(ctx, (tx) => this.feeds.revoke(tx, listingId, resourceId));
  }

  /** What an address shows. @throws AgendaFeedNotFound there is none, or it was withdrawn */
  async read(ctx: TenantContext, token: string): Promise<ReadFeed> {
    if (!TOKEN.test(token)) throw new AgendaFeedNotFound({});
    const now = this.clock.now();
    const found = await this.work.read(ctx, (tx) => this.contentsOf(tx, hashOf(token), windowAt(now)));
    if (!found) throw new AgendaFeedNotFound({});
    const { feed, name, bookings } = found;
    const digest = hashOf(JSON.stringify([name, bookings]));
    const isSame = digest === feed.contentDigest;
    if (!isSame) await this.work.write(ctx, (tx) => this.feeds.setChanged(tx, feed.id, digest, now));
    return {
      digest,
      changedAt: isSame ? feed.changedAt : now,
      write: ({ urlOf, ...words }) =>
        calendarOf({
          ...{ name, timeZone: ctx.tenant.settings.timeZone, refreshAfter: REFRESH_AFTER },
          events: bookings.map((booking) =>
            feedEvent(booking, { ...words, urlOf: (id) => urlOf(feed.listingId, id) }),
          ),
        }),
    };
  }

  private async contentsOf(
    tx: TenantTx,
    tokenHash: string,
    window: FeedWindow,
  ): Promise<{
    readonly feed: OpenFeed;
    readonly name: string;
    readonly bookings: readonly FeedBooking[];
  } | null> {
    const feed = await this.feeds.find(tx, tokenHash);
    if (!feed) return null;
    const [handlers, listing, over, coming] = await pipelined([
      this.places.handlersOf(tx, feed.listingId),
      this.listings.findIn(tx, feed.listingId),
      this.feeds.over(tx, feed, window),
      this.feeds.coming(tx, feed, window),
    ]);
    // Who made it keeps the agenda no more, or the page is another's now.
    if (!handlers.includes(feed.accountId) || listing?.id !== feed.listingId) return null;
    const name = feed.resource === null ? listing.name : `${listing.name} · ${feed.resource}`;
    return { feed, name, bookings: [...over.toReversed(), ...coming] };
  }
}

const windowAt = (now: Date): FeedWindow => ({
  now,
  from: new Date(now.getTime() - DAYS_BACK * DAY),
  until: new Date(now.getTime() + DAYS_AHEAD * DAY),
  cancelledSince: new Date(now.getTime() - CANCELLED_DAYS * DAY),
  mostOver: MOST_OVER,
  mostComing: MOST_COMING,
});
