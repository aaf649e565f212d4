import type { AuthorKind, ProfileAddress, ProfileChanges } from '@halles/contracts';
import type { Degrees } from '@halles/domain/geo';
import { AddressFinder, holdListing, ListingNotFound } from '@halles/domain/listings';
import { ProfileOwned, ProfileWriter, RevisionNotFound, type Saved } from '@halles/domain/profiles';
import { typedStreet } from '@halles/domain/text';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { CorrectionRepository } from './correction.repository';

/** An account of the console that speaks for the town. */
export interface TownAgent {
  readonly accountId: string;
  /** As the history of a page shows it. */
  readonly name: string;
}

/** An address as an agent types it: where it lies is looked up, unless it is said. */
export type TownAddress = Pick<ProfileAddress, 'postalCode' | 'communeCode'> & {
  /** "12 bis rue Neuve". */
  readonly line: string;
  /** Where the pin is put; none: at the door that the directory knows for it. */
  readonly position?: Degrees | undefined;
};

/** What the town says of a business. Null: nothing, and what the directory's sources tell is shown again. */
export type TownChanges = Omit<ProfileChanges, 'address' | 'legal' | 'disclosure'> & {
  readonly address?: TownAddress | null;
};

/** Changes, and the version of the profile that the agent looked at. */
export interface TownCorrection {
  readonly version: number;
  readonly changes: TownChanges;
  /** For the history of the page, which who keeps it reads. */
  readonly reason?: string | null;
}

/**
 * The town's own word on businesses, without a mandate: of pages that nobody keeps, and of others once their owner was asked
 * and did not answer. It is said through the profile, as the source `agent`.
 */
@Injectable()
export class TownCorrections {
  constructor(
    private readonly work: UnitOfWork,
    private readonly profiles: ProfileWriter,
    private readonly addresses: AddressFinder,
    private readonly corrections: CorrectionRepository,
  ) {}

  /**
   * Corrects a page that nobody keeps.
   * @throws ListingNotFound, ProfileOwned, ProfileInvalid, ProfileChangedMeanwhile
   */
  async correct(
    ctx: TenantContext,
    listingId: number,
    correction: TownCorrection,
    by: TownAgent,
    now: Date,
  ): Promise<Saved> {
    return this.work.write(ctx, (tx) =>
      this.correctIn(tx, listingId, { ...correction, onlyUnclaimed: true }, by, now),
    );
  }

  /**
   * The same within a transaction, which has asked the owner where there is one.
   * @throws ListingNotFound, ProfileOwned, ProfileInvalid, ProfileChangedMeanwhile
   */
  async correctIn(
    tx: TenantWriteTx,
    listingId: number,
    { version, changes, reason = null, onlyUnclaimed }: TownCorrection & { readonly onlyUnclaimed: boolean },
    by: TownAgent,
    now: Date,
  ): Promise<Saved> {
    if (!(await holdListing(tx, listingId))) throw new ListingNotFound({});
    const { address, ...others } = changes;
    const placed = address === undefined ? {} : { address: address && (await this.placeOf(tx, address)) };
    const save = { version, changes: { ...others, ...placed }, author: authorOf(by), reason };
    // The owner of a page is asked whether it is right; that nobody sees it is not the town's to say.
    const isForUnclaimed = onlyUnclaimed || changes.hidden === true;
    const saved = await this.profiles.apply(tx, listingId, { ...save, onlyUnclaimed: isForUnclaimed }, now);
    const detail = { listing: listingId, fields: saved.changed, version: saved.version };
    if (saved.changed.length > 0) await appendAudit(tx, 'listing.corrected', detail, now);
    return saved;
  }

  /** The versions of a page that the town made by accepting corrections: these are taken back with its decision. */
  async acceptedVersions(ctx: TenantContext, listingId: number): Promise<ReadonlySet<number>> {
    return new Set(await this.work.read(ctx, (tx) => this.corrections.acceptedVersions(tx, listingId)));
  }

  /**
   * Takes back what the town said of a page, or what was corrected by a mailed link and believed at once: each of its fields is
   * as before.
   * @throws RevisionNotFound where neither was said in that version
   * @throws ProfileOwned where somebody keeps the page by now
   * @throws ProfileChangedMeanwhile where somebody changed a field since
   */
  async undo(
    ctx: TenantContext,
    listingId: number,
    version: number,
    by: TownAgent,
    now: Date,
  ): Promise<Saved> {
    return this.work.write(ctx, (tx) =>
      this.takeBack(tx, listingId, { version, onlyUnclaimed: true, kinds: ['agent', 'link'] }, by, now),
    );
  }

  /** What the town said, within a transaction. @throws RevisionNotFound, ProfileOwned, ProfileChangedMeanwhile */
  async undoIn(
    tx: TenantWriteTx,
    listingId: number,
    { version, onlyUnclaimed }: { readonly version: number; readonly onlyUnclaimed: boolean },
    by: TownAgent,
    now: Date,
  ): Promise<Saved> {
    return this.takeBack(tx, listingId, { version, onlyUnclaimed, kinds: ['agent'] }, by, now);
  }

  private async takeBack(
    tx: TenantWriteTx,
    listingId: number,
    { version, onlyUnclaimed, kinds }: TakenBack,
    by: TownAgent,
    now: Date,
  ): Promise<Saved> {
    const { revision, isOwned } = await this.profiles.holdRevision(tx, listingId, version, now);
    const { kind } = revision.author;
    if (!kinds.includes(kind)) throw new RevisionNotFound({});
    const isAccepted = kind === 'link' && (await this.isAccepted(tx, listingId, version));
    if (isAccepted) throw new RevisionNotFound({});
    if (onlyUnclaimed && isOwned) throw new ProfileOwned({});
    const saved = await this.profiles.undo(tx, listingId, revision, { author: authorOf(by) }, now);
    const detail = { listing: listingId, fields: saved.changed, version: saved.version, undoes: version };
    if (saved.changed.length > 0) await appendAudit(tx, 'listing.correction-undone', detail, now);
    return saved;
  }

  private async isAccepted(tx: TenantTx, listingId: number, version: number): Promise<boolean> {
    return (await this.corrections.acceptedVersions(tx, listingId)).includes(version);
  }

  private async placeOf(
    tx: TenantTx,
    { line, postalCode, communeCode, position }: TownAddress,
  ): Promise<ProfileAddress> {
    const found = await this.addresses.find(tx, { line, communeCode });
    // Of a commune elsewhere nothing is known, and the profile is refused.
    const { number, repetition, street } = found ?? typedStreet(line);
    const door = found?.position ?? null;
    return { number, repetition, street, postalCode, communeCode, position: position ?? door };
  }
}

/** A version to take back, and by whom it may be. */
interface TakenBack {
  readonly version: number;
  readonly onlyUnclaimed: boolean;
  readonly kinds: readonly AuthorKind[];
}

const authorOf = ({ accountId, name }: TownAgent) => ({ kind: 'agent', accountId, name }) as const;
