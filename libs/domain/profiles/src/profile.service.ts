import type { AuthorKind, ProfileChanges, ProfileField } from '@halles/contracts';
import { type Listing, ListingRepository } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { isLockTimeout } from '@halles/platform/database';
import { EraseAfter } from '@halles/platform/scheduling';
import {
  ChangeBus,
  RememberedRows,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ProfileContext } from './check-profile';
import { type DraftOwner, DraftRepository } from './draft.repository';
import type {
  ManagedListing,
  ProfileAuthor,
  ProfileDraft,
  EditingAuthor,
  ProfileSave,
  Revision,
  Saved,
  StoredProfile,
} from './profile';
import { RevisionNotFound } from './profile.errors';
import { mergeUndo } from './profile-merge';
import { type AuthoredChange, ProfileRepository } from './profile.repository';
import { ProfileChecks } from './profile-checks';
import { ProfileWriter } from './profile-writer';
import { readingAt, readOf } from './read-elsewhere';

/** Among how many of the latest changes of a page one is looked for that can be taken back. */
const UNDO_REACH = 50;

/** A profile with all that its pages need. */
export interface ProfileEditor {
  readonly listing: ManagedListing;
  readonly profile: StoredProfile;
  readonly draft: ProfileDraft | null;
  readonly context: ProfileContext;
}

/** Page of a history: the newest first. */
export interface RevisionPage {
  /** Only those before this version; the newest of all unless said. */
  readonly before?: number;
  /** Only those before this instant. */
  readonly until?: Date | undefined;
  readonly limit: number;
}

/** What the public would see. */
export interface ProfilePreview {
  /** Null where the public would see nothing. */
  readonly listing: Listing | null;
  readonly profile: StoredProfile;
}

/** What merchants, and agents for them, say of listings. */
@Injectable()
export class ProfileService {
  /** Listings that have a profile: most have none, and every page of a business asks for it. */
  private readonly described: RememberedRows<{ readonly id: number }>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly profiles: ProfileRepository,
    private readonly drafts: DraftRepository,
    private readonly writer: ProfileWriter,
    private readonly checks: ProfileChecks,
    private readonly listings: ListingRepository,
    changeBus: ChangeBus,
    clock: Clock,
  ) {
    this.described = new RememberedRows(changeBus, clock, (tx, _, limit) =>
      profiles.listingsWithProfile(tx, limit),
    );
  }

  /** What is said of a listing; one that says nothing where nobody spoke yet. */
  async find(ctx: TenantContext, listingId: number): Promise<StoredProfile> {
    return this.work.read(ctx, (tx) => this.profiles.find(tx, listingId));
  }

  /** The same in the transaction of a decision. */
  findIn(tx: TenantTx, listingId: number): Promise<StoredProfile> {
    return this.profiles.find(tx, listingId);
  }

  /** What the public reads of a page, as a profile would say it: what is said on it, and else what other sources tell. */
  async readIn(tx: TenantTx, listingId: number, now: Date): Promise<ProfileChanges> {
    const { content } = await this.profiles.find(tx, listingId);
    return readOf(content, await this.listings.find(tx, listingId), readingAt(tx.ctx, now));
  }

  /** What the public pages of those of some listings show that have a profile, by listing. */
  async findManyShown(
    ctx: TenantContext,
    listings: readonly number[],
  ): Promise<ReadonlyMap<number, StoredProfile>> {
    const found = await this.work.read(ctx, (tx) => this.profiles.findMany(tx, listings));
    return new Map(found.map((profile) => [profile.listingId, profile]));
  }

  /** What the public page of a listing shows of its profile. Null for none. */
  async findShown(ctx: TenantContext, listingId: number): Promise<StoredProfile | null> {
    return this.work.read(ctx, (tx) => this.findShownIn(tx, listingId));
  }

  /** The same as a part of what a page reads: which listings have a profile is remembered, so nothing is decided by it. */
  async findShownIn(tx: TenantTx, listingId: number): Promise<StoredProfile | null> {
    const described = await this.described.among(tx, [listingId], null);
    if (described.length === 0) return null;
    const profile = await this.profiles.find(tx, listingId);
    return profile.id === null ? null : profile;
  }

  /** A listing as its owner sees it. Null for none such. */
  async listing(ctx: TenantContext, listingId: number): Promise<ManagedListing | null> {
    return this.work.read(ctx, (tx) => this.profiles.listing(tx, listingId));
  }

  /** The same of several, read at once, in no order; without those that there are not. */
  async listingsOf(ctx: TenantContext, listingIds: readonly number[]): Promise<ManagedListing[]> {
    return this.work.read(ctx, (tx) => this.profiles.listings(tx, listingIds));
  }

  /**
   * All that the page of one editor needs.
   * @throws ListingNotFound
   */
  async editor(ctx: TenantContext, listingId: number, owner: DraftOwner): Promise<ProfileEditor> {
    return this.work.read(ctx, async (tx) => {
      const context = await this.checks.contextOf(tx, listingId);
      const listing = (await this.profiles.listing(tx, listingId)) as ManagedListing;
      return {
        listing,
        profile: await this.profiles.find(tx, listingId),
        draft: await this.drafts.find(tx, listingId, owner),
        context,
      };
    });
  }

  /**
   * Publishes changes. They leave the editor's draft.
   * @throws ListingNotFound
   * @throws ProfileInvalid with an error a field
   * @throws ProfileChangedMeanwhile when somebody else changed the same fields since: nothing is written
   */
  async save(ctx: TenantContext, listingId: number, save: ProfileSave, now: Date): Promise<Saved> {
    return this.work.write(ctx, (tx) => this.writer.apply(tx, listingId, save, now));
  }

  /**
   * Keeps changes for one editor alone, to be looked at before they are published.
   * @throws ListingNotFound, ProfileInvalid
   */
  async storeDraft(
    ctx: TenantContext,
    listingId: number,
    owner: DraftOwner,
    { version, changes }: { readonly version: number; readonly changes: ProfileChanges },
    now: Date,
  ): Promise<void> {
    const fields = Object.fromEntries(
      Object.entries(changes).map(([field, value]) => [field, { base: version, value }]),
    );
    await this.work.write(ctx, async (tx) => {
      await this.checks.check(tx, listingId, changes);
      await this.drafts.put(tx, listingId, owner, fields, now);
    });
  }

  /** Forgets what an editor did not publish: these fields, or everything. */
  async dropDraft(
    ctx: TenantContext,
    listingId: number,
    owner: DraftOwner,
    fields: readonly ProfileField[] | null = null,
  ): Promise<void> {
    await this.work.write(ctx, (tx) => this.drafts.drop(tx, listingId, owner, fields));
  }

  /** Erases what agents left unpublished since before the instant. Returns how many. */
  @EraseAfter('agents-drafts', { days: 30 })
  async eraseAgentsDraftsBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.drafts.deleteAgentsBefore(tx, instant));
  }

  /**
   * Publishes an editor's whole draft.
   * @throws ProfileChangedMeanwhile: the draft stays as it is
   */
  async publishDraft(
    ctx: TenantContext,
    listingId: number,
    author: EditingAuthor,
    now: Date,
  ): Promise<Saved | null> {
    const draft = await this.work.read(ctx, (tx) => this.drafts.find(tx, listingId, author));
    if (!draft) return null;
    return this.save(ctx, listingId, saveOfDraft(draft, author), now);
  }

  /**
   * The listing as the public would see it with some changes, by the very way in which it is published; nothing is kept.
   * Null where an import holds the directory at the moment.
   * @throws ProfileInvalid
   */
  async preview(
    ctx: TenantContext,
    listingId: number,
    change: Pick<ProfileSave, 'changes' | 'author'>,
    now: Date,
  ): Promise<ProfilePreview | null> {
    const layOver = async (tx: TenantWriteTx): Promise<ProfilePreview> => {
      const profile = await this.writer.layOver(tx, listingId, change, now);
      return { listing: await this.listings.find(tx, listingId), profile };
    };
    try {
      return await this.work.write(ctx, layOver, { dryRun: true });
    } catch (error) {
      if (isLockTimeout(error)) return null;
      throw error;
    }
  }

  /** The changes of a profile, the newest first. */
  async revisions(ctx: TenantContext, listingId: number, page: RevisionPage): Promise<Revision[]> {
    return this.work.read(ctx, (tx) =>
      this.profiles.revisions(tx, listingId, page.before ?? Number.MAX_SAFE_INTEGER, page.limit, page.until),
    );
  }

  /** One change of a profile. @throws RevisionNotFound */
  async getRevision(tx: TenantTx, listingId: number, version: number): Promise<Revision> {
    const revision = await this.profiles.revision(tx, listingId, version);
    if (!revision) throw new RevisionNotFound({});
    return revision;
  }

  /**
   * The last change by some kind of author that can be taken back: that was not yet, and of which nobody changed a field
   * since; null where there is none among the latest changes.
   * @param except versions that are taken back elsewhere
   */
  async lastToUndo(
    ctx: TenantContext,
    listingId: number,
    by: AuthorKind,
    except: ReadonlySet<number> = new Set(),
  ): Promise<Revision | null> {
    return this.work.read(ctx, async (tx) => {
      const { content } = await this.profiles.find(tx, listingId);
      const latest = await this.profiles.revisions(tx, listingId, Number.MAX_SAFE_INTEGER, UNDO_REACH);
      const stands = latest.find(({ version, author, undoes, isUndone, changes }) => {
        if (author.kind !== by || undoes !== null || isUndone || except.has(version)) return false;
        const back = mergeUndo(content, changes);
        return back.clashes.length === 0 && Object.keys(back.changes).length > 0;
      });
      return stands ?? null;
    });
  }

  /** The last change of what an earlier one changed, which stands against taking that back; null where nothing does. */
  async changedAgain(ctx: TenantContext, listingId: number, version: number): Promise<AuthoredChange | null> {
    return this.work.read(ctx, async (tx) => {
      const revision = await this.profiles.revision(tx, listingId, version);
      if (!revision) return null;
      const { content } = await this.profiles.find(tx, listingId);
      const { clashes } = mergeUndo(content, revision.changes);
      const later = await this.profiles.since(tx, listingId, version);
      return later.findLast(({ changes }) => clashes.some((field) => field in changes)) ?? null;
    });
  }

  /**
   * Brings the directory up to a profile, where an import was in the way when it changed. Twice the same is once; a profile
   * that is gone needs nothing.
   */
  async resolve(ctx: TenantContext, profileId: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const listingId = await this.profiles.listingOf(tx, profileId);
      if (listingId !== null) await this.writer.resolve(tx, listingId, now);
    });
  }
}

function saveOfDraft({ fields }: ProfileDraft, author: ProfileAuthor): ProfileSave {
  const entries = Object.entries(fields);
  return {
    version: Math.min(...entries.map(([, { base }]) => base)),
    bases: Object.fromEntries(entries.map(([field, { base }]) => [field, base])),
    changes: Object.fromEntries(entries.map(([field, { value }]) => [field, value])),
    author,
  };
}
