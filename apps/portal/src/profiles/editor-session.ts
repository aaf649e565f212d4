import { isDeepStrictEqual } from 'node:util';
import {
  PROFILE_FIELDS,
  type ListingProfile,
  type ProfileChanges,
  type ProfileField,
} from '@halles/contracts';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { MerchantPlaces } from '@halles/domain/corrections';
import { ListingService } from '@halles/domain/listings';
import { type Agent, MandateService } from '@halles/domain/mandates';
import { PhotoService } from '@halles/domain/photos';
import { ClosingRules } from '@halles/domain/place-days';
import {
  ProfileChangedMeanwhile,
  type EditingAuthor,
  type ProfilePreview,
  type ProfileSave,
  ProfileService,
  readElsewhere,
  type Saved,
} from '@halles/domain/profiles';
import { PageNotFound } from '@halles/platform/http';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Clock, type Locale } from '@halles/kernel';
import { Injectable } from '@nestjs/common';
import { fieldsOfUser, isAgent, type SpaceUser } from '../merchant-space';
import { type Closing, closingOf, keyOf } from './closing';
import type { EditorSession } from './editor';
import { startedWith, startOf } from './hours.presenter';

/**
 * What became of changes that were to be published: they are, they close the business for longer or on most days and nobody
 * said yes to it, or somebody else changed the same meanwhile.
 */
export type Published =
  | { readonly saved: Saved; /** Its new place waits for the town. */ readonly isAsked?: boolean }
  | { readonly closing: Closing }
  | {
      readonly clash: {
        readonly version: number;
        readonly fields: readonly ProfileField[];
        readonly by: string;
        readonly byAccount: string | null;
      };
    };

/** Changes to publish, and the closing that their editor said yes to: `any` where they were told otherwise what they do. */
export interface Publishing extends Pick<ProfileSave, 'bases' | 'changes'> {
  readonly version: number;
  readonly agreed: string;
}

/** The fields of changes that differ from what is said, or from what the first hours take over. Pure. */
const differing = (content: ListingProfile, start: ProfileChanges, changes: ProfileChanges): ProfileField[] =>
  PROFILE_FIELDS.filter(
    (field) =>
      changes[field] !== undefined &&
      !(
        isDeepStrictEqual(changes[field], content[field]) &&
        isDeepStrictEqual(changes[field], start[field] ?? content[field])
      ),
  );

/** Who writes, as a profile and its history know them. Pure. */
const authorOf = (user: SpaceUser): EditingAuthor =>
  isAgent(user)
    ? { kind: 'agent', ...user.agent }
    : { kind: 'merchant', accountId: user.account.id, name: user.account.name };

const agentOf = ({ accountId, name }: EditingAuthor): Agent => ({ accountId, name });

/** What the editor changed and did not publish yet. Pure. */
export const draftedOf = ({ draft }: Pick<EditorSession, 'draft'>): ProfileChanges =>
  Object.fromEntries(Object.entries(draft?.fields ?? {}).map(([field, { value }]) => [field, value]));

/** What is published meanwhile, and what the public reads beside it, as the other side of a clash. Pure. */
export const publishedOf = ({ profile, known }: Pick<EditorSession, 'profile' | 'known'>) => ({
  theirs: profile.content,
  elsewhere: known.elsewhere,
});

/** What the pages of the merchant space do with profiles, for whoever is in it: an agent writes as far as the mandate goes. */
@Injectable()
export class EditorSessions {
  constructor(
    private readonly profiles: ProfileService,
    private readonly mandates: MandateService,
    private readonly listings: ListingService,
    private readonly photos: PhotoService,
    private readonly places: MerchantPlaces,
    private readonly work: UnitOfWork,
    private readonly closings: ClosingRules,
    private readonly clock: Clock,
  ) {}

  /** @throws PageNotFound */
  async open(
    ctx: TenantContext,
    listingId: number,
    user: SpaceUser,
    locale: Locale = 'fr',
  ): Promise<EditorSession> {
    const now = this.clock.now();
    const author = authorOf(user);
    const editor = await this.profiles.editor(ctx, listingId, author);
    if (editor.listing.visibility === 'merged') throw new PageNotFound({});
    const listing = await this.listings.find(ctx, listingId);
    const content = { ...editor.profile.content, ...draftedOf(editor) };
    const { place, tree } = editor.context;
    const today = isoOfDay(wallTime(place.timeZone, now.getTime()).day);
    return {
      ...editor,
      content,
      hasPhoto: (await this.photos.covers(ctx, [listingId])).get(listingId)?.kind === 'photo',
      author,
      fields: fieldsOfUser(user),
      rules: listing === null ? [] : await this.work.read(ctx, (tx) => this.closings.of(tx, listing)),
      now,
      known: {
        managed: editor.listing,
        listing,
        content,
        elsewhere: readElsewhere(editor.profile.content, listing, { tree, today }),
        ...{ tree, place, today, locale },
      },
    };
  }

  /** The version that a form of these fields is made from: a saved draft of them may be older than the profile. Pure. */
  versionFor({ profile, draft }: EditorSession, fields: readonly ProfileField[]): number {
    return Math.min(profile.version, ...fields.flatMap((field) => draft?.fields[field]?.base ?? []));
  }

  /** Publishes. Where somebody else was faster it is saved as a draft, so that nothing is lost, and said. */
  async publish(
    ctx: TenantContext,
    editor: EditorSession,
    { agreed, ...input }: Publishing,
  ): Promise<Published> {
    const closing = closingOf(editor, input.changes);
    if (closing !== null && agreed !== keyOf(closing) && agreed !== 'any') return { closing };
    try {
      const { changes, adopted } = startedWith(editor, input.changes);
      // What is taken over now is of now, however old the form is.
      const current = Object.fromEntries(adopted.map((field) => [field, editor.profile.version]));
      return await this.save(ctx, editor, {
        ...{ ...input, changes, adopted },
        bases: { ...input.bases, ...current },
      });
    } catch (error) {
      if (!(error instanceof ProfileChangedMeanwhile)) throw error;
      await this.saveDraft(ctx, editor, { version: error.params.version, changes: input.changes });
      return { clash: error.params };
    }
  }

  /** Saves what differs from what is published, for this editor; what is as published is no draft any more. */
  async saveDraft(
    ctx: TenantContext,
    editor: EditorSession,
    { version, changes }: { readonly version: number; readonly changes: ProfileChanges },
  ): Promise<readonly ProfileField[]> {
    const { listing, profile, author, now } = editor;
    const fields = differing(profile.content, startOf(editor), changes);
    const same = PROFILE_FIELDS.filter((field) => field in changes && !fields.includes(field));
    const draft = Object.fromEntries(fields.map((field) => [field, changes[field]])) as ProfileChanges;
    if (fields.length > 0)
      await this.profiles.storeDraft(ctx, listing.id, author, { version, changes: draft }, now);
    if (same.length > 0) await this.profiles.dropDraft(ctx, listing.id, author, same);
    return fields;
  }

  /** Forgets all that the editor did not publish. */
  async dropDraft(ctx: TenantContext, { listing, author }: EditorSession): Promise<void> {
    await this.profiles.dropDraft(ctx, listing.id, author);
  }

  /** The page as the public would see it with what is not published yet. Null where an import is in the way. */
  async preview(ctx: TenantContext, editor: EditorSession): Promise<ProfilePreview | null> {
    const { listing, author, now } = editor;
    const { changes } = startedWith(editor, draftedOf(editor));
    return this.profiles.preview(ctx, listing.id, { changes, author }, now);
  }

  /**
   * Takes a change back. Where that closes the business for longer, or on most days, it wants a yes, as any change does.
   * @param agreed the closing that the editor said yes to
   * @throws RevisionNotFound, ProfileChangedMeanwhile, MandateTooNarrow, PlaceWaits, PlaceForTown
   */
  async undo(
    ctx: TenantContext,
    editor: EditorSession,
    version: number,
    agreed: string,
  ): Promise<{ readonly saved: Saved } | { readonly closing: Closing }> {
    const { listing, author, now } = editor;
    const page = { before: version + 1, limit: 1 };
    const [revision] = await this.profiles.revisions(ctx, listing.id, page);
    const undone = revision?.version === version ? Object.entries(revision.changes) : [];
    const back = Object.fromEntries(undone.map(([field, { before }]) => [field, before])) as ProfileChanges;
    const closing = closingOf(editor, back);
    if (closing !== null && agreed !== keyOf(closing)) return { closing };
    const saved =
      author.kind === 'agent'
        ? await this.mandates.undo(ctx, listing.id, version, agentOf(author), now)
        : await this.places.undo(ctx, listing.id, version, author, now);
    return { saved };
  }

  /** A place that is far from where others have the business waits for the town; an agent is the town. */
  private async save(
    ctx: TenantContext,
    { listing, author, now, known }: EditorSession,
    input: Omit<ProfileSave, 'author'>,
  ): Promise<Extract<Published, { readonly saved: Saved }>> {
    if (author.kind === 'agent')
      return { saved: await this.mandates.edit(ctx, listing.id, input, agentOf(author), now) };
    const save = { ...input, author };
    const { isAsked, ...saved } = await this.places.save(ctx, listing.id, save, known.locale, now);
    return { saved, isAsked };
  }
}
