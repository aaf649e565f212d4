import { isDeepStrictEqual } from 'node:util';
import type { ProfileAddress } from '@halles/contracts';
import { type Account, AccountRepository } from '@halles/domain/accounts';
import type { Degrees } from '@halles/domain/geo';
import {
  AddressFinder,
  type CommuneWithMiddle,
  type FoundAddress,
  holdListing,
  type Listing,
  ListingNotFound,
  ListingRepository,
  type Neighbour,
} from '@halles/domain/listings';
import {
  ProfileChecks,
  type EditingAuthor,
  type ProfileSave,
  ProfileService,
  ProfileWriter,
  type Revision,
  type Saved,
} from '@halles/domain/profiles';
import type { Locale } from '@halles/kernel';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { PlaceDecided, PlaceForTown, PlaceWaits } from '../correction.errors';
import { degreesOf, doubtOfPlace, placeLines, type PlaceDoubt, type VouchedPlace } from './place-move';
import {
  type NamedPlaceRequest,
  type PlaceRequest,
  PlaceRepository,
  type PlaceRequestState,
} from './place.repository';

/** What became of what a merchant said. */
export interface MerchantSaved extends Saved {
  /** Whether the new place waits for the town; the rest is published. */
  readonly isAsked: boolean;
}

/** What who places a pin wants to know. */
export interface PlaceQuestion {
  /** INSEE code; null where it is not known: nothing is around then. */
  readonly communeCode: string | null;
  /** "12 bis rue Neuve", to be looked up; null: it is not. */
  readonly line: string | null;
  /** Null: where the typed address lies, else the middle of its commune. */
  readonly point: Degrees | null;
  /** Half the width of what is drawn around a point. */
  readonly metres: number;
  /** The same around the middle of a commune; as much unless said. */
  readonly metresOfMiddle?: number;
}

/** What is around a pin. */
export interface PlaceSurroundings {
  /** Where the directory knows the typed address; null where it was not looked up. */
  readonly found: FoundAddress | null;
  /** Of the commune; null where it is none of the territory. */
  readonly middle: Degrees | null;
  readonly neighbours: readonly Neighbour[];
}

const MAX_NEIGHBOURS = 120;
/** So many of an account's requests are listed, the newest. */
const MAX_OWN = 100;

/** A request of an account, with the place in words. */
export interface OwnPlaceRequest extends NamedPlaceRequest {
  /** What was asked for, on one line. */
  readonly place: string;
  /** What the town accepted in its place, on one line; null for nothing else. */
  readonly decidedPlace: string | null;
}

/** A request that is decided, or was, for the mail to who asked. */
export interface PlaceAnswer {
  readonly request: PlaceRequest;
  readonly account: Account;
  /** Null where the public does not see it. */
  readonly listing: Listing | null;
  readonly name: string | null;
  /** What was asked for, or what the town accepted in its place, on one line. */
  readonly place: string;
  /** What was asked for, on one line. */
  readonly asked: string;
  /** Whether the page shows that place. */
  readonly isOnline: boolean;
}

/**
 * The word of who keeps a page, with its place among it. A small move is published at once; a large one, another commune and
 * a street that nobody knows wait for the town, since a page that stands elsewhere misleads whoever goes there.
 */
@Injectable()
export class MerchantPlaces {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: PlaceRepository,
    private readonly profiles: ProfileService,
    private readonly writer: ProfileWriter,
    private readonly checks: ProfileChecks,
    private readonly addresses: AddressFinder,
    private readonly listings: ListingRepository,
    private readonly accounts: AccountRepository,
  ) {}

  /**
   * Publishes changes, and asks the town for a place that is more than a small move. What was asked before is replaced.
   * @throws what `ProfileService.save` does
   */
  async save(
    ctx: TenantContext,
    listingId: number,
    save: ProfileSave & { readonly author: EditingAuthor },
    locale: Locale,
    now: Date,
  ): Promise<MerchantSaved> {
    return this.work.write(ctx, async (tx) => {
      if (save.changes.address !== undefined) await this.hold(tx, listingId, now);
      const address = await this.changedPlace(tx, listingId, save);
      if (address === undefined)
        return { ...(await this.writer.apply(tx, listingId, save, now)), isAsked: false };
      const { kind, accountId } = save.author;
      await this.places.withdraw(tx, listingId, { by: kind === 'merchant' ? accountId : null, at: now });
      const doubt = address === null ? null : await this.doubtOf(tx, listingId, address);
      if (doubt === null || address === null)
        return { ...(await this.writer.apply(tx, listingId, save, now)), isAsked: false };
      await this.places.insert(tx, {
        id: uuid(),
        listingId,
        accountId,
        locale,
        address,
        doubt,
        createdAt: now,
      });
      // As it is now: the merchant's draft of it ends, and what else was said is published.
      const current = (await this.profiles.findIn(tx, listingId)).content.address;
      const changes = { ...save.changes, address: current };
      return { ...(await this.writer.apply(tx, listingId, { ...save, changes }, now)), isAsked: true };
    });
  }

  /**
   * Takes back one change of a page. What that puts on the page is judged as what its editor puts there: a place that the town
   * looks at comes back by asking for it.
   * @throws RevisionNotFound
   * @throws ProfileChangedMeanwhile where a field of it was changed again since
   * @throws PlaceWaits where it changes the place while the town looks at another
   * @throws PlaceForTown where it is more than a small move
   */
  async undo(
    ctx: TenantContext,
    listingId: number,
    version: number,
    author: EditingAuthor,
    now: Date,
  ): Promise<Saved> {
    return this.work.write(ctx, async (tx) => {
      const revision = await this.profiles.getRevision(tx, listingId, version);
      if (revision.changes.address !== undefined) await this.mayStandAgain(tx, listingId, revision, now);
      return this.writer.undo(tx, listingId, revision, { author }, now);
    });
  }

  /**
   * Businesses around the pins of a move: around each those of its own commune, the nearest first, each business once.
   * @param metres half the width of what is drawn
   */
  async neighbours(
    ctx: TenantContext,
    listingId: number,
    pins: readonly (Degrees & { readonly communeCode: string })[],
    metres: number,
  ): Promise<Neighbour[]> {
    const others = { except: listingId, limit: MAX_NEIGHBOURS / pins.length };
    const found = await this.work.read(ctx, async (tx) => {
      const all: Neighbour[] = [];
      for (const pin of pins)
        all.push(...(await this.addresses.neighbours(tx, pin, degreesOf(pin, metres), others)));
      return all;
    });
    return [...new Map(found.map((neighbour) => [neighbour.id, neighbour])).values()];
  }

  /** Where a typed address lies, and what is around its point, for who places a pin there. */
  async around(
    ctx: TenantContext,
    listingId: number,
    { communeCode, line, point, metres, metresOfMiddle = metres }: PlaceQuestion,
  ): Promise<PlaceSurroundings> {
    if (communeCode === null) return { found: null, middle: null, neighbours: [] };
    return this.work.read(ctx, async (tx) => {
      const middle = await this.addresses.middleOf(tx, communeCode);
      const typed = line === null ? null : { line, communeCode, except: listingId };
      const found = typed && (await this.addresses.find(tx, typed));
      const known = point ?? found?.position ?? null;
      const centre = known ?? middle;
      const reach = known ? metres : metresOfMiddle;
      const neighbours = centre
        ? await this.addresses.neighbours(tx, { ...centre, communeCode }, degreesOf(centre, reach), {
            except: listingId,
            limit: MAX_NEIGHBOURS,
          })
        : [];
      return { found, middle, neighbours };
    });
  }

  /** The communes of the territory, by name. */
  async communes(ctx: TenantContext): Promise<CommuneWithMiddle[]> {
    return this.work.read(ctx, (tx) => this.addresses.communesWithMiddles(tx));
  }

  /** What is asked of the places of listings, and what was answered or withdrawn after the instant, the newest first. */
  async requests(
    ctx: TenantContext,
    listingIds: readonly number[],
    decidedAfter: Date,
  ): Promise<PlaceRequest[]> {
    if (listingIds.length === 0) return [];
    return this.work.read(ctx, (tx) => this.places.ofListings(tx, listingIds, decidedAfter));
  }

  /** Of each of some listings where it stands: the newest of what waits and of what was answered after the instant. */
  async standings(
    ctx: TenantContext,
    listingIds: readonly number[],
    decidedAfter: Date,
  ): Promise<PlaceRequestState[]> {
    if (listingIds.length === 0) return [];
    return this.work.read(ctx, (tx) => this.places.standings(tx, listingIds, decidedAfter));
  }

  /** What an account asked for of the pages that it keeps or kept, the newest first. */
  async ofAccount(ctx: TenantContext, accountId: string): Promise<OwnPlaceRequest[]> {
    return this.work.read(ctx, async (tx) => {
      const own = await this.places.askedBy(tx, accountId, MAX_OWN);
      if (own.length === 0) return [];
      const communes = await this.addresses.communes(tx);
      const words = (address: ProfileAddress): string => placeLines(address, communes).join(', ');
      return own.map((one) => ({
        ...one,
        place: words(one.address),
        decidedPlace: one.decided && words(one.decided),
      }));
    });
  }

  /** The name of who keeps the page and asked, or withdrew it; null for nobody, or whose account is gone. */
  async nameOf(ctx: TenantContext, accountId: string | null): Promise<string | null> {
    if (accountId === null) return null;
    return this.work.read(ctx, async (tx) => (await this.accounts.find(tx, accountId))?.name ?? null);
  }

  /** Who keeps the page thinks better of it. Twice is once. @throws PlaceDecided where the town was faster */
  async withdraw(ctx: TenantContext, listingId: number, accountId: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if ((await this.places.withdraw(tx, listingId, { by: accountId, at: now })) > 0) return;
      const [newest] = await this.places.ofListings(tx, [listingId], new Date(0));
      if (newest && newest.state !== 'withdrawn') throw new PlaceDecided({});
    });
  }

  /** What the town answered; null where nobody is left to be told. */
  async answerOf(ctx: TenantContext, id: string): Promise<PlaceAnswer | null> {
    return this.work.read(ctx, async (tx) => {
      const request = await this.places.find(tx, id);
      return request && request.decidedAt !== null ? this.mailed(tx, request) : null;
    });
  }

  /** A request that waits, for who was told of an answer to it that was taken back; null where nobody is left to be told. */
  async reopeningOf(ctx: TenantContext, id: string): Promise<PlaceAnswer | null> {
    return this.work.read(ctx, async (tx) => {
      const request = await this.places.find(tx, id);
      return request?.state === 'open' ? this.mailed(tx, request) : null;
    });
  }

  /** What a mail about a request says; null where who asked has no account any more. */
  private async mailed(tx: TenantTx, request: PlaceRequest): Promise<PlaceAnswer | null> {
    const account = request.accountId === null ? null : await this.accounts.find(tx, request.accountId);
    if (!account) return null;
    const listing = await this.listings.find(tx, request.listingId);
    const communes = await this.addresses.communes(tx);
    const asked = placeLines(request.address, communes).join(', ');
    const place = request.decided ? placeLines(request.decided, communes).join(', ') : asked;
    const current = (await this.profiles.findIn(tx, request.listingId)).content.address;
    return {
      request,
      account,
      listing,
      name: listing?.name ?? null,
      place,
      asked,
      isOnline: listing !== null && current !== null && placeLines(current, communes).join(', ') === place,
    };
  }

  /** One word on the place of a page at a time: what is sent twice finds what was asked, and replaces it. */
  private async hold(tx: TenantWriteTx, listingId: number, now: Date): Promise<void> {
    if (!(await holdListing(tx, listingId))) throw new ListingNotFound({});
    await this.writer.hold(tx, listingId, now);
  }

  /** @throws PlaceWaits, PlaceForTown */
  private async mayStandAgain(
    tx: TenantWriteTx,
    listingId: number,
    { changes }: Revision,
    now: Date,
  ): Promise<void> {
    await this.hold(tx, listingId, now);
    const before = (changes.address?.before ?? null) as ProfileAddress | null;
    const address = await this.changedPlace(tx, listingId, { changes: { address: before } });
    if (address === undefined) return;
    if (await this.places.isOpen(tx, listingId)) throw new PlaceWaits({});
    if (address !== null && (await this.doubtOf(tx, listingId, address)) !== null) throw new PlaceForTown({});
  }

  /** The place that is new in the changes; undefined where none is. */
  private async changedPlace(
    tx: TenantTx,
    listingId: number,
    { changes: { address } }: Pick<ProfileSave, 'changes'>,
  ): Promise<ProfileAddress | null | undefined> {
    if (address === undefined) return undefined;
    const current = (await this.profiles.findIn(tx, listingId)).content.address;
    return isDeepStrictEqual(address, current) ? undefined : address;
  }

  private async doubtOf(
    tx: TenantWriteTx,
    listingId: number,
    address: ProfileAddress,
  ): Promise<PlaceDoubt | null> {
    // What waits for the town is read by no other check.
    await this.checks.checkAddress(tx, address);
    await this.checks.checkPostcode(tx, listingId, address);
    const line = [address.number, address.repetition, address.street].filter(Boolean).join(' ');
    const found = await this.addresses.find(tx, {
      line,
      communeCode: address.communeCode,
      except: listingId,
    });
    return doubtOfPlace(address, await this.vouched(tx, listingId), found?.position ?? null);
  }

  private async vouched(tx: TenantTx, listingId: number): Promise<VouchedPlace> {
    const accepted = await this.places.lastAccepted(tx, listingId);
    const place = accepted && (accepted.decided ?? accepted.address);
    if (place) return { ...place, point: place.position };
    return this.addresses.withoutOwner(tx, listingId);
  }
}
