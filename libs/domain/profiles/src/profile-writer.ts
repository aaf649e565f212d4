import { createHash } from 'node:crypto';
import { PROFILE_FIELDS, type ProfileChanges, type ProfileField } from '@halles/contracts';
import { categoryById } from '@halles/domain/categories';
import { type ListingBatch, ListingRepository, ListingWriter } from '@halles/domain/listings';
import { PageChangeNotices } from '@halles/domain/notifications';
import { Outbox } from '@halles/platform/outbox';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { draftOverAdopted } from './adopted-drafts';
import { DraftRepository } from './draft.repository';
import type {
  FieldAuthors,
  FieldChanges,
  ProfileAuthor,
  ProfileSave,
  Revision,
  Saved,
  StoredProfile,
} from './profile';
import { ProfileChangedMeanwhile, ProfileNotOwned, ProfileOwned, RevisionNotFound } from './profile.errors';
import { resolveProfile } from './profile.events';
import { pageFactOf } from './page-fact';
import { factsOfProfile, originOf, type ProfileSource, saysAnything, contentOf } from './profile-facts';
import { authorsAgain, mergeAdopted, mergeChanges, mergeUndo, withChanges } from './profile-merge';
import { ProfileChecks } from './profile-checks';
import { ProfileRepository } from './profile.repository';
import { readElsewhere, readingAt, readOfFields } from './read-elsewhere';

const SOURCES: readonly ProfileSource[] = ['merchant', 'agent'];

/** Changes, and whose they are. */
interface AuthoredChanges {
  readonly author: ProfileAuthor;
  readonly changes: FieldChanges;
  /** Whose word each of them is from now on, where that is not the author's. */
  readonly authors?: FieldAuthors;
  /** The version that they take back. */
  readonly undoes: number | null;
  /** Why the town makes them; absent where it said nothing. */
  readonly reason?: string | null;
  /** The account of the territory that is notified of them otherwise. */
  readonly notified?: string | null;
}

/** Changes profiles in the caller's transaction: the profile, its history and its sources in the directory. */
@Injectable()
export class ProfileWriter {
  constructor(
    private readonly profiles: ProfileRepository,
    private readonly checks: ProfileChecks,
    private readonly drafts: DraftRepository,
    private readonly directory: ListingWriter,
    private readonly listings: ListingRepository,
    private readonly outbox: Outbox,
    private readonly pageNotices: PageChangeNotices,
  ) {}

  /**
   * Lays changes over a profile. What others changed since `save.version` stays, unless it is the same fields. They leave
   * the draft of who made them.
   * @throws ListingNotFound
   * @throws ProfileInvalid with an error a field
   * @throws ProfileNotOwned where a merchant speaks for a listing that has no owner, or has none any more
   * @throws ProfileOwned where the town speaks for one that has an owner, and may for others alone
   * @throws ProfileChangedMeanwhile
   */
  async apply(tx: TenantWriteTx, listingId: number, save: ProfileSave, now: Date): Promise<Saved> {
    const checked = await this.checks.check(tx, listingId, save.changes);
    const profile = await this.open(tx, listingId, save.author, now);
    if (save.onlyUnclaimed === true && profile.isOwned) throw new ProfileOwned({});
    const { changes } = await this.merge(tx, profile, { ...save, changes: checked });
    const { author, reason = null, notified = null } = save;
    const authored = { author, changes, undoes: null, reason, notified };
    const saved = await this.write(tx, profile, authored, now);
    await this.endDraft(tx, listingId, save);
    await this.keepDrafts(tx, listingId, save, saved);
    return saved;
  }

  /**
   * Takes back a change: each of its fields is again as it was before it.
   * @param save `notified`: the account of the territory that the caller notifies of it; nothing else tells it that its page changed
   * @throws ProfileNotOwned as for `apply`
   * @throws ProfileChangedMeanwhile where a field was changed again since
   */
  async undo(
    tx: TenantWriteTx,
    listingId: number,
    revision: Revision,
    save: Pick<ProfileSave, 'author' | 'notified'>,
    now: Date,
  ): Promise<Saved> {
    const { author, notified = null } = save;
    const { version } = revision;
    const profile = await this.open(tx, listingId, author, now);
    const { changes, clashes } = mergeUndo(profile.content, revision.changes);
    if (clashes.length > 0) await this.refuse(tx, profile, clashes, version);
    const authors = authorsAgain(revision, changes, { kind: author.kind, at: now.toISOString() });
    return this.write(tx, profile, { author, changes, authors, undoes: version, notified }, now);
  }

  /** Nobody else changes a profile before the transaction's end. Returns its version. */
  async hold(tx: TenantWriteTx, listingId: number, now: Date): Promise<number> {
    return (await this.profiles.lock(tx, listingId, now)).version;
  }

  /**
   * One change of a profile, which nobody changes further before the transaction's end.
   * @throws RevisionNotFound
   */
  async holdRevision(
    tx: TenantWriteTx,
    listingId: number,
    version: number,
    now: Date,
  ): Promise<{ readonly revision: Revision; readonly isOwned: boolean }> {
    const { isOwned } = await this.profiles.lock(tx, listingId, now);
    const revision = await this.profiles.revision(tx, listingId, version);
    if (!revision) throw new RevisionNotFound({});
    return { revision, isOwned };
  }

  /** Says that a listing has an owner from now on: its profile is there, and the directory shows it as kept. */
  async keep(tx: TenantWriteTx, listingId: number, now: Date): Promise<void> {
    await this.checks.contextOf(tx, listingId);
    const profile = await this.profiles.lock(tx, listingId, now);
    if (profile.isOwned) return;
    const owned = { ...profile, isOwned: true };
    await this.profiles.update(tx, owned, now);
    await this.show(tx, owned, now);
  }

  /**
   * Says that a listing has no owner any more: what the owner said goes from the page, as a change that the history shows;
   * what an agent said stays.
   */
  async release(tx: TenantWriteTx, listingId: number, author: ProfileAuthor, now: Date): Promise<void> {
    const profile = await this.profiles.lock(tx, listingId, now);
    const mine = PROFILE_FIELDS.filter((field) => profile.authors[field]?.kind === 'merchant');
    const changes = Object.fromEntries(
      mine
        .filter((field) => profile.content[field] !== null)
        .map((field) => [field, { before: profile.content[field], after: null }]),
    );
    await this.write(tx, { ...profile, isOwned: false }, { author, changes, undoes: null }, now, true);
  }

  /**
   * The profile of a listing takes over what that of one which was merged into it says and it does not, each field with who
   * said it and when. The other one stays as it is, and tells the directory nothing while it is merged. The caller refreshes
   * both listings.
   * @returns the version that it made, for `giveBack`; null where there was nothing to take over
   */
  async adopt(
    tx: TenantWriteTx,
    { from, to }: { readonly from: number; readonly to: number },
    author: ProfileAuthor,
    now: Date,
  ): Promise<number | null> {
    const other = await this.profiles.find(tx, from);
    for (const source of SOURCES) await this.profiles.removeSource(tx, from, source);
    if (!saysAnything(other.content)) return null;
    const own = await this.profiles.lock(tx, to, now);
    const changes = mergeAdopted(own, other);
    if (Object.keys(changes).length === 0) return null;
    const taken = Object.keys(changes).flatMap((field) => {
      const author = other.authors[field as ProfileField];
      return author ? [[field, author] as const] : [];
    });
    const authors: FieldAuthors = Object.fromEntries(taken);
    const after = await this.advance(tx, own, { author, changes, authors, undoes: null }, now);
    await this.saveSources(tx, after, now);
    return after.version;
  }

  /**
   * The other way round, once the listing is taken apart: what was taken over goes, unless somebody changed it since, and
   * the listing that was merged tells the directory again what its own profile says. The caller refreshes both listings.
   * @param version what `adopt` gave
   * @returns whether its own profile says anything
   */
  async giveBack(
    tx: TenantWriteTx,
    { from, to, version }: { readonly from: number; readonly to: number; readonly version: number | null },
    author: ProfileAuthor,
    now: Date,
  ): Promise<boolean> {
    const revision = version === null ? null : await this.profiles.revision(tx, to, version);
    if (revision) {
      const own = await this.profiles.lock(tx, to, now);
      const { changes } = mergeUndo(own.content, revision.changes);
      const left = Object.entries(own.authors).filter(([field]) => !(field in changes));
      const before = { ...own, authors: Object.fromEntries(left) };
      if (Object.keys(changes).length > 0)
        await this.saveSources(
          tx,
          await this.advance(tx, before, { author, changes, undoes: version }, now),
          now,
        );
    }
    const other = await this.profiles.find(tx, from);
    if (!saysAnything(other.content)) return false;
    await this.saveSources(tx, other, now);
    return true;
  }

  /** Reports everything again as of today: a closing that the register dates before it no longer counts. */
  async republish(tx: TenantWriteTx, listingId: number, now: Date): Promise<void> {
    await this.show(tx, await this.profiles.lock(tx, listingId, now), now);
  }

  /** Tells the directory of a profile as it is, waiting as long as it takes. Twice the same is once. */
  async resolve(tx: TenantWriteTx, listingId: number, now: Date): Promise<void> {
    await this.publish(this.directory.begin(tx), await this.profiles.lock(tx, listingId, now), now);
  }

  /**
   * Lays changes over a profile as if they were published, whatever others did: for a transaction that is rolled back.
   * @throws ProfileInvalid
   */
  async layOver(
    tx: TenantWriteTx,
    listingId: number,
    { changes, author }: Pick<ProfileSave, 'changes' | 'author'>,
    now: Date,
  ): Promise<StoredProfile> {
    const checked = await this.checks.check(tx, listingId, changes);
    const profile = await this.profiles.lock(tx, listingId, now);
    const by = { kind: author.kind, at: now.toISOString() };
    const fields = Object.keys(checked);
    const changed: StoredProfile = {
      ...profile,
      content: { ...profile.content, ...checked },
      authors: { ...profile.authors, ...Object.fromEntries(fields.map((field) => [field, by])) },
      // Whoever claims it sees it as their own; an agent speaks for nobody but who keeps it.
      isOwned: profile.isOwned || author.kind === 'merchant',
    };
    const touched = await this.saveSources(tx, changed, now);
    await this.directory.refresh(this.directory.begin(tx), touched, now);
    return changed;
  }

  /**
   * Holds the profile for an author. A merchant's word that was on its way while the listing was given back comes too late:
   * `keep` alone makes an owner.
   */
  private async open(
    tx: TenantWriteTx,
    listingId: number,
    author: ProfileAuthor,
    now: Date,
  ): Promise<StoredProfile> {
    const profile = await this.profiles.lock(tx, listingId, now);
    if (author.kind === 'merchant' && !profile.isOwned) throw new ProfileNotOwned({});
    return profile;
  }

  private async endDraft(
    tx: TenantWriteTx,
    listingId: number,
    { author: { kind, accountId }, changes, adopted = [] }: ProfileSave,
  ): Promise<void> {
    if (kind === 'link' || accountId === null) return;
    const typed = (Object.keys(changes) as ProfileField[]).filter((field) => !adopted.includes(field));
    await this.drafts.drop(tx, listingId, { kind, accountId }, typed);
  }

  /** What is drafted of fields that the profile took over from other sources stays a draft, of whoever made it. */
  private async keepDrafts(
    tx: TenantWriteTx,
    listingId: number,
    { changes, adopted = [] }: ProfileSave,
    { version, changed }: Saved,
  ): Promise<void> {
    const taken = adopted.filter((field) => changed.includes(field));
    if (taken.length === 0) return;
    const values = Object.fromEntries(taken.map((field) => [field, changes[field]])) as ProfileChanges;
    await this.drafts.rebase(tx, listingId, taken, async (fields) => {
      const oldest = Math.min(...Object.values(fields).map(({ base }) => base));
      const since = await this.profiles.since(tx, listingId, oldest);
      return draftOverAdopted(fields, values, { version, since });
    });
  }

  private async merge(
    tx: TenantTx,
    profile: StoredProfile,
    { version, changes, bases = {} }: ProfileSave,
  ): Promise<{ readonly changes: FieldChanges }> {
    const base = version ?? profile.version;
    const oldest = Math.min(base, ...Object.values(bases));
    const since = oldest < profile.version ? await this.profiles.since(tx, profile.listingId, oldest) : [];
    const merge = mergeChanges(profile.content, changes, since, (field) => bases[field] ?? base);
    if (merge.clashes.length > 0) await this.refuse(tx, profile, merge.clashes, oldest);
    return merge;
  }

  /** Says who changed what meanwhile. */
  private async refuse(
    tx: TenantTx,
    { listingId, version }: StoredProfile,
    fields: readonly ProfileField[],
    since: number,
  ): Promise<never> {
    const others = await this.profiles.since(tx, listingId, since);
    const last = others.findLast(({ changes }) => fields.some((field) => field in changes));
    throw new ProfileChangedMeanwhile({
      version,
      fields,
      by: last?.by ?? '',
      byAccount: last?.byAccount ?? null,
    });
  }

  private async write(
    tx: TenantWriteTx,
    profile: StoredProfile,
    authored: AuthoredChanges,
    now: Date,
    always = false,
  ): Promise<Saved> {
    const { author, changes } = authored;
    const changed = Object.keys(changes) as ProfileField[];
    if (changed.length === 0 && !always) return { version: profile.version, changed, isShown: true };
    const by = { kind: author.kind, at: now.toISOString() };
    const authors = authored.authors ?? Object.fromEntries(changed.map((field) => [field, by]));
    const fact = pageFactOf(changes, await this.listings.find(tx, profile.listingId));
    const after = await this.advance(tx, profile, { ...authored, authors }, now);
    const { notified = null } = authored;
    if (!always)
      await this.pageNotices.notifyOwner(tx, profile.listingId, { ...author, notified }, now, { fact });
    const isShown = await this.show(tx, after, now);
    if (isShown) await this.noteReading(tx, after, changed, now);
    return { version: after.version, changed, isShown };
  }

  /** What is read of the fields of a change once the page shows it, where other sources tell a part of it. */
  private async noteReading(
    tx: TenantWriteTx,
    { listingId, version, content }: StoredProfile,
    changed: readonly ProfileField[],
    now: Date,
  ): Promise<void> {
    const read = readElsewhere(content, await this.listings.find(tx, listingId), readingAt(tx.ctx, now));
    await this.profiles.noteReading(tx, listingId, version, readOfFields(read, changed));
  }

  /** Writes the next version, and its line in the history. */
  private async advance(
    tx: TenantWriteTx,
    profile: StoredProfile,
    { author, changes, authors, undoes, reason = null }: AuthoredChanges,
    now: Date,
  ): Promise<StoredProfile> {
    const version = profile.version + 1;
    const shown = await this.listings.find(tx, profile.listingId);
    const after = {
      ...profile,
      version,
      content: withChanges(profile.content, changes),
      authors: { ...profile.authors, ...authors },
    };
    await this.profiles.update(tx, after, now);
    const replaced = Object.entries(profile.authors).filter(([field]) => field in changes);
    const authorsBefore: FieldAuthors = Object.fromEntries(replaced);
    const revision = {
      version,
      author,
      changes,
      undoes,
      reason,
      authorsBefore,
      readBefore: readOfFields(
        readElsewhere(profile.content, shown, readingAt(tx.ctx, now)),
        Object.keys(changes) as ProfileField[],
      ),
    };
    await this.profiles.insertRevision(tx, profile.listingId, revision, now);
    return after;
  }

  /** Updates the directory now, or lets the worker do it where an import has locked it. Returns whether it was now. */
  private async show(tx: TenantWriteTx, profile: StoredProfile, now: Date): Promise<boolean> {
    const isShown = await this.directory.attempt(tx, (batch) => this.publish(batch, profile, now));
    if (!isShown && profile.id !== null) await this.outbox.append(tx, resolveProfile(profile.id));
    return isShown;
  }

  private async publish(batch: ListingBatch, profile: StoredProfile, now: Date): Promise<void> {
    const touched = await this.saveSources(batch.tx, profile, now);
    await this.directory.refresh(batch, touched, now);
    await this.directory.finish(batch, 'touched', now);
  }

  /** Returns the listings whose sources changed. */
  private async saveSources(tx: TenantWriteTx, profile: StoredProfile, now: Date): Promise<number[]> {
    const { tree, today: reportedOn } = readingAt(tx.ctx, now);
    const wordsOf = (id: string): string | null => categoryById(id, tree)?.label.fr ?? null;
    const touched = new Set<number>();
    for (const source of SOURCES) {
      const content = contentOf(profile, source);
      // An owner who says nothing yet is an owner.
      const speaks = source === 'merchant' ? profile.isOwned : saysAnything(content);
      const facts = factsOfProfile(content, wordsOf, originOf(profile, source));
      const digest = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
      const listing = speaks
        ? await this.profiles.saveSource(tx, profile.listingId, { source, facts, digest, reportedOn }, now)
        : await this.profiles.removeSource(tx, profile.listingId, source);
      if (listing !== null) touched.add(listing);
    }
    return [...touched];
  }
}
