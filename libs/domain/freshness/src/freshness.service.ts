import type { ProfileChanges, ProfileField, SchoolBreak } from '@halles/contracts';
import { departmentOf, type Listing, ListingNotFound, ListingRepository } from '@halles/domain/listings';
import {
  type ProfileAuthor,
  ProfileInvalid,
  ProfileService,
  ProfileWriter,
  readingAt,
} from '@halles/domain/profiles';
import { ReportRepository } from '@halles/domain/reports';
import { Clock, DAY, MINUTE } from '@halles/kernel';
import {
  ChangeBus,
  RememberedRows,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { adoptedChanges } from './adopted-changes';
import {
  confirmable,
  type Confirmations,
  confirmationsOf,
  lastOf,
  type AuthoredContent,
} from './confirmation';
import { freshnessScore } from './freshness-score';
import { FreshnessRepository } from './freshness.repository';
import { schoolBreaksOf } from './school-breaks';

/** So many people who do not know of one another say that a place is closed: the page tells it. */
export const CLOSURE_REPORTS = 3;
/** What was reported earlier counts no longer. */
const CLOSURE_WINDOW = 60 * DAY;
const EVER = new Date(0);
/** Reading a directory goes over all that anybody keeps of it: for so long the last result is served. */
const DIRECTORY_CACHED = 10 * MINUTE;
const BATCH = 500;

/** How fresh a listing is. */
export interface Freshness {
  readonly confirmations: Confirmations;
  /** Explicit confirmations, whatever was published since. */
  readonly given: Confirmations;
  /** 0 to 100. */
  readonly score: number;
  /** Whether several people say that it is closed, and nobody of the place answered since. */
  readonly isReportedClosed: boolean;
}

/** How fresh a directory is. */
export interface DirectoryFreshness {
  /** Open listings that are shown. */
  readonly listings: number;
  /** Mean of the scores of all of them, 0 to 100. */
  readonly score: number;
  /** Listings of which something was confirmed within the last 35 days, within a year, and ever. */
  readonly lately: number;
  readonly withinYear: number;
  readonly ever: number;
}

/** Who confirms. */
export type Confirmer = ProfileAuthor & { readonly kind: 'merchant' | 'agent' };

/** What businesses confirm of their pages, and what it says of them. */
@Injectable()
export class FreshnessService {
  /** Listings that were confirmed or reported closed are few, and every page of a business asks for it. */
  private readonly confirmed: RememberedRows<{ readonly id: number }>;
  private readonly reportedClosed: RememberedRows<{ readonly id: number }>;

  /** By tenant role: one entry a tenant. */
  private readonly directories = new Map<
    string,
    { readonly readAt: Date; readonly freshness: Promise<DirectoryFreshness> }
  >();

  constructor(
    private readonly work: UnitOfWork,
    private readonly freshness: FreshnessRepository,
    private readonly reports: ReportRepository,
    private readonly listings: ListingRepository,
    private readonly profiles: ProfileWriter,
    private readonly pages: ProfileService,
    changeBus: ChangeBus,
    clock: Clock,
  ) {
    this.confirmed = new RememberedRows(changeBus, clock, (tx, _, limit) =>
      freshness.listingsConfirmed(tx, limit),
    );
    this.reportedClosed = new RememberedRows(changeBus, clock, (tx, _, limit) => {
      const since = new Date(clock.now().getTime() - CLOSURE_WINDOW);
      return reports.listingsReportedClosed(tx, since, limit);
    });
  }

  /** @param profile of the listing, as its page shows it; null for none */
  async ofListing(
    ctx: TenantContext,
    listing: Listing,
    profile: AuthoredContent | null,
    now: Date,
  ): Promise<Freshness> {
    return this.work.read(ctx, (tx) => this.ofListingIn(tx, listing, profile, now));
  }

  /** The same as a part of what a page reads. */
  async ofListingIn(
    tx: TenantTx,
    listing: Listing,
    profile: AuthoredContent | null,
    now: Date,
  ): Promise<Freshness> {
    const given = await this.confirmationsIn(tx, listing.id);
    const confirmations = confirmationsOf(given, profile ?? { content: {}, authors: {} });
    return {
      confirmations,
      given,
      score: freshnessScore(confirmable(listing), confirmations, now),
      isReportedClosed:
        listing.state === 'open' && (await this.isReportedClosed(tx, listing.id, confirmations, now)),
    };
  }

  private async confirmationsIn(tx: TenantTx, listingId: number): Promise<Confirmations> {
    const confirmed = await this.confirmed.among(tx, [listingId], null);
    return confirmed.length === 0 ? {} : this.freshness.confirmations(tx, listingId);
  }

  /** Whether enough people say so since somebody of the place last confirmed anything. */
  private async isReportedClosed(
    tx: TenantTx,
    listingId: number,
    confirmations: Confirmations,
    now: Date,
  ): Promise<boolean> {
    const reported = await this.reportedClosed.among(tx, [listingId], null);
    if (reported.length === 0) return false;
    const since = new Date(now.getTime() - CLOSURE_WINDOW);
    const confirmedAt = lastOf(confirmations)?.at ?? EVER;
    const { networks, isBacked } = await this.reports.closures(tx, listingId, since, confirmedAt);
    return isBacked && networks >= CLOSURE_REPORTS;
  }

  /** The school break that begins on a day where a listing is; null where none does. Pure. */
  schoolBreakOf(ctx: TenantContext, { address }: Pick<Listing, 'address'>, from: string): SchoolBreak | null {
    const breaks = schoolBreaksOf(departmentOf(address.communeCode), ctx.tenant.settings.schoolCalendar);
    return breaks.find((one) => one.from === from) ?? null;
  }

  /**
   * Notes that everything that the page shows holds. What other sources reported becomes the confirmer's own.
   * @throws ListingNotFound
   */
  async confirmAll(ctx: TenantContext, listingId: number, by: Confirmer, now: Date): Promise<void> {
    await this.work.write(ctx, (tx) => this.confirm(tx, listingId, by, now));
  }

  /**
   * Notes that the hours hold, and nothing else, where they are still those that the confirmer looked at. Whose word they are
   * stays.
   * @param version of the profile that they looked at
   * @returns whether it is noted: not where the profile changed since
   * @throws ListingNotFound
   */
  async confirmHours(
    ctx: TenantContext,
    listingId: number,
    { version, by }: { readonly version: number; readonly by: Confirmer },
    now: Date,
  ): Promise<boolean> {
    return this.work.write(ctx, async (tx) => {
      const listing = await this.listings.find(tx, listingId);
      if (!listing) throw new ListingNotFound({});
      if ((await this.profiles.hold(tx, listingId, now)) !== version) return false;
      await this.freshness.confirm(tx, listing.id, ['hours'], wordOf(by, now));
      await this.profiles.republish(tx, listing.id, now);
      return true;
    });
  }

  /** The same as `confirmAll` in the transaction of another use case. @throws ListingNotFound */
  async confirm(tx: TenantWriteTx, listingId: number, by: Confirmer, now: Date): Promise<void> {
    const listing = await this.listings.find(tx, listingId);
    if (!listing) throw new ListingNotFound({});
    await this.freshness.confirm(tx, listing.id, confirmable(listing), wordOf(by, now));
    await this.adopt(tx, listing, by, now);
  }

  /** The same as `ofDirectory`, ten minutes old at most, and read once however many ask. */
  async ofDirectoryLately(ctx: TenantContext, listings: number, now: Date): Promise<DirectoryFreshness> {
    const { role } = ctx.tenant;
    const known = this.directories.get(role);
    if (known && now.getTime() - known.readAt.getTime() < DIRECTORY_CACHED) return known.freshness;
    const freshness = this.ofDirectory(ctx, listings, now);
    this.directories.set(role, { readAt: now, freshness });
    // A failure is this moment's: the next reader asks again.
    freshness.catch(() => this.directories.delete(role));
    return freshness;
  }

  /** How fresh the directory is as a whole: what nobody ever spoke of counts as nothing. */
  async ofDirectory(ctx: TenantContext, listings: number, now: Date): Promise<DirectoryFreshness> {
    const counts = { lately: 0, withinYear: 0, ever: 0 };
    let sum = 0;
    for (let after = 0; ;) {
      const since = after;
      const rows = await this.work.read(ctx, (tx) => this.freshness.scored(tx, since, BATCH));
      for (const row of rows) {
        const confirmations = confirmationsOf(datesOf(row.given), row);
        const last = lastOf(confirmations);
        if (last === null) continue;
        sum += freshnessScore(row.facts, confirmations, now);
        const days = (now.getTime() - last.at.getTime()) / DAY;
        counts.ever += 1;
        if (days <= 365) counts.withinYear += 1;
        if (days <= 35) counts.lately += 1;
      }
      const last = rows.at(-1);
      if (rows.length < BATCH || !last) break;
      after = last.listing;
    }
    return { listings, score: listings === 0 ? 0 : Math.round(sum / listings), ...counts };
  }

  private async adopt(tx: TenantWriteTx, listing: Listing, by: Confirmer, now: Date): Promise<void> {
    await this.profiles.hold(tx, listing.id, now);
    const { content } = await this.pages.findIn(tx, listing.id);
    const changes = adoptedChanges(listing, content, readingAt(tx.ctx, now).today);
    const changed = await this.apply(tx, listing.id, changes, by, now);
    // Said again today: a closing that the register dates before it changes nothing, and the page shows the new date.
    if (!changed) await this.profiles.republish(tx, listing.id, now);
  }

  /** What a source reported may not be valid in a form: then it stays the source's. */
  private async apply(
    tx: TenantWriteTx,
    listingId: number,
    changes: ProfileChanges,
    author: Confirmer,
    now: Date,
  ): Promise<boolean> {
    if (Object.keys(changes).length === 0) return false;
    try {
      const adopted = Object.keys(changes) as ProfileField[];
      const save = { version: null, changes, author, adopted };
      const saved = await this.profiles.apply(tx, listingId, save, now);
      return saved.changed.length > 0;
    } catch (error) {
      if (!(error instanceof ProfileInvalid)) throw error;
      const invalid = new Set(error.errors.map(({ pointer }) => pointer.split('/')[1] as ProfileField));
      const validChanges = Object.entries(changes).filter(([field]) => !invalid.has(field as ProfileField));
      if (validChanges.length === Object.keys(changes).length) throw error;
      return this.apply(tx, listingId, Object.fromEntries(validChanges), author, now);
    }
  }
}

const wordOf = (by: Confirmer, now: Date) => ({
  at: now,
  by: by.kind,
  // An agent's account is the platform's, which no table of a territory points at.
  accountId: by.kind === 'merchant' ? by.accountId : null,
});

function datesOf(
  given: Readonly<Record<string, { readonly at: string; readonly by: 'merchant' | 'agent' }>>,
): Confirmations {
  return Object.fromEntries(
    Object.entries(given).map(([fact, { at, by }]) => [fact, { at: new Date(at), by }]),
  );
}
