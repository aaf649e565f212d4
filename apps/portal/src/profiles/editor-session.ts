import { isDeepStrictEqual } from 'node:util';
import {
  PROFILE_FIELDS,
  type ListingProfile,
  type ProfileChanges,
  type ProfileField,
} from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { ListingService } from '@halles/domain/listings';
import { PhotoService } from '@halles/domain/photos';
import {
  ProfileChangedMeanwhile,
  type ProfileEditor,
  type ProfileSave,
  ProfileService,
  type Saved,
} from '@halles/domain/profiles';
import { PageNotFound } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Clock, type Locale } from '@halles/kernel';
import { Injectable } from '@nestjs/common';
import type { Known } from './forms/editor-form';

/** The editor of one editor at one listing. */
export interface EditorSession extends ProfileEditor {
  readonly known: Known;
  /** What is said, with what the editor did not publish yet. */
  readonly content: ListingProfile;
  readonly hasPhoto: boolean;
  readonly accountId: string;
  readonly now: Date;
}

/** What became of changes that were to be published: they are, or somebody else changed the same meanwhile. */
export type Published =
  | { readonly saved: Saved }
  | {
      readonly clash: {
        readonly version: number;
        readonly fields: readonly ProfileField[];
        readonly by: string;
      };
    };

/** The fields of changes that differ from what is said. Pure. */
const differing = (content: ListingProfile, changes: ProfileChanges): ProfileField[] =>
  PROFILE_FIELDS.filter(
    (field) => changes[field] !== undefined && !isDeepStrictEqual(changes[field], content[field]),
  );

/** What the pages of the merchant space do with profiles, for whoever is signed in. */
@Injectable()
export class EditorSessions {
  constructor(
    private readonly profiles: ProfileService,
    private readonly listings: ListingService,
    private readonly photos: PhotoService,
    private readonly clock: Clock,
  ) {}

  /** @throws PageNotFound */
  async open(
    ctx: TenantContext,
    listingId: number,
    { account }: AccountSession,
    locale: Locale = 'fr',
  ): Promise<EditorSession> {
    const now = this.clock.now();
    const editor = await this.profiles.editor(ctx, listingId, account.id);
    if (editor.listing.visibility === 'merged') throw new PageNotFound({});
    const listing = await this.listings.find(ctx, listingId);
    const drafted = Object.entries(editor.draft?.fields ?? {}).map(([field, { value }]) => [field, value]);
    const content = { ...editor.profile.content, ...(Object.fromEntries(drafted) as ProfileChanges) };
    const { place, tree } = editor.world;
    const today = isoOfDay(wallTime(place.timeZone, now.getTime()).day);
    return {
      ...editor,
      content,
      hasPhoto: (await this.photos.covers(ctx, [listingId])).get(listingId)?.kind === 'photo',
      accountId: account.id,
      now,
      known: { managed: editor.listing, listing, content, tree, place, today, locale },
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
    { account }: AccountSession,
    input: Pick<ProfileSave, 'bases' | 'changes'> & { readonly version: number },
  ): Promise<Published> {
    const author = { kind: 'merchant', accountId: account.id, name: account.name } as const;
    try {
      return { saved: await this.profiles.save(ctx, editor.listing.id, { ...input, author }, editor.now) };
    } catch (error) {
      if (!(error instanceof ProfileChangedMeanwhile)) throw error;
      await this.saveDraft(ctx, editor, { version: error.params.version, changes: input.changes });
      return { clash: error.params };
    }
  }

  /** Saves what differs from what is published, for this editor; what is as published is no draft any more. */
  async saveDraft(
    ctx: TenantContext,
    { listing, profile, accountId, now }: EditorSession,
    { version, changes }: { readonly version: number; readonly changes: ProfileChanges },
  ): Promise<readonly ProfileField[]> {
    const fields = differing(profile.content, changes);
    const same = PROFILE_FIELDS.filter((field) => field in changes && !fields.includes(field));
    const draft = Object.fromEntries(fields.map((field) => [field, changes[field]])) as ProfileChanges;
    if (fields.length > 0)
      await this.profiles.keepDraft(ctx, listing.id, { accountId, version, changes: draft }, now);
    if (same.length > 0) await this.profiles.dropDraft(ctx, listing.id, accountId, same);
    return fields;
  }
}
