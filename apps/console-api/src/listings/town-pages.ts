import type { CorrectFacts, ReportCase, TownFacts } from '@halles/contracts';
import { type TownCorrection, TownCorrections } from '@halles/domain/corrections';
import { AddressFinder, departmentOf, ListingNotFound, ListingRepository } from '@halles/domain/listings';
import { ProfileService, type Revision } from '@halles/domain/profiles';
import type { QueuedReport } from '@halles/domain/reports';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { Clock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { PinPlaces } from '../pin-places';
import { changesInBoth, FieldWording } from './field-wording';
import { changesOfFacts, presentFacts, type CurrentFacts } from './town-facts';

interface StandingPage {
  readonly standing: CurrentFacts;
  readonly version: number;
  readonly isOwned: boolean;
  readonly communeCode: string | null;
}

/** Pages as the town corrects them: what stands there, and what a form makes of it. */
@Injectable()
export class TownPages {
  constructor(
    private readonly work: UnitOfWork,
    private readonly listings: ListingRepository,
    private readonly profiles: ProfileService,
    private readonly corrections: TownCorrections,
    private readonly addresses: AddressFinder,
    private readonly pins: PinPlaces,
    private readonly wording: FieldWording,
    private readonly clock: Clock,
  ) {}

  /** @throws ListingNotFound */
  async facts(ctx: TenantContext, listingId: number): Promise<TownFacts> {
    const { standing, version, isOwned, communeCode } = await this.page(ctx, listingId);
    const [communes, last, lastByLink] = await Promise.all([
      this.work.read(ctx, (tx) => this.addresses.communes(tx)),
      isOwned ? null : this.profiles.lastToUndo(ctx, listingId, 'agent'),
      isOwned ? null : this.lastByLink(ctx, listingId),
    ]);
    const { shown } = standing;
    const present = (revision: Revision | null): TownFacts['last'] =>
      revision && {
        version: revision.version,
        at: revision.at.toISOString(),
        name: revision.author.name,
        changes: changesInBoth(this.wording.revision(ctx, communeCode, revision)),
      };
    return {
      version,
      isOwned,
      ...presentFacts(standing),
      communes,
      map: await this.pins.ofListing(ctx, listingId, shown),
      last: present(last),
      lastByLink: present(lastByLink),
    };
  }

  /** What the town accepted is taken back with its decision. */
  private async lastByLink(ctx: TenantContext, listingId: number): Promise<Revision | null> {
    const accepted = await this.corrections.acceptedVersions(ctx, listingId);
    return this.profiles.lastToUndo(ctx, listingId, 'link', accepted);
  }

  /**
   * A correction as it is said of the page.
   * @throws ListingNotFound, InvalidInput
   */
  async correctionOf(ctx: TenantContext, listingId: number, edit: CorrectFacts): Promise<TownCorrection> {
    const { standing } = await this.page(ctx, listingId);
    return { version: edit.version, changes: changesOfFacts(edit, standing) };
  }

  /** Who changed since what a decision on a report changed on its page; null where nobody did. */
  async changedSince(
    ctx: TenantContext,
    { listing, decision }: Pick<QueuedReport, 'listing' | 'decision'>,
  ): Promise<ReportCase['changedSince']> {
    const effect = decision?.effect;
    if (effect?.kind !== 'correction' || effect.listing !== listing.id) return null;
    const later = await this.profiles.changedAgain(ctx, listing.id, effect.version);
    return later && { by: later.by };
  }

  private async page(ctx: TenantContext, listingId: number): Promise<StandingPage> {
    const listing = await this.profiles.listing(ctx, listingId);
    if (!listing || listing.visibility === 'merged') throw new ListingNotFound({});
    const [{ content, version, isOwned }, shown] = await Promise.all([
      this.profiles.find(ctx, listingId),
      this.work.read(ctx, (tx) => this.listings.find(tx, listingId)),
    ]);
    const place = {
      timeZone: ctx.tenant.settings.timeZone,
      department: departmentOf(listing.communeCode),
    };
    const today = isoOfDay(wallTime(place.timeZone, this.clock.now().getTime()).day);
    const { communeCode } = listing;
    return { standing: { shown, content, place, today }, version, isOwned, communeCode };
  }
}
