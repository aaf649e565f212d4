import type { ListingProfile, ProfileField } from '@halles/contracts';
import type { ProfileEditor, EditingAuthor } from '@halles/domain/profiles';
import type { ClosingRule } from '@halles/domain/place-days';
import type { Known } from './forms/editor-form';

/** The editor of one editor at one listing. */
export interface EditorSession extends ProfileEditor {
  readonly known: Known;
  /** What is said, with what the editor did not publish yet. */
  readonly content: ListingProfile;
  readonly hasPhoto: boolean;
  /** Who writes. */
  readonly author: EditingAuthor;
  /** What they may change. */
  readonly fields: ReadonlySet<ProfileField>;
  /** Of the territory, that close the business or say until when it may be open: the public reads its hours under them. */
  readonly rules: readonly ClosingRule[];
  readonly now: Date;
}
