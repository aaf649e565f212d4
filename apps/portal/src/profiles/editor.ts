import type { ListingProfile, ProfileField } from '@halles/contracts';
import type { ProfileEditor, EditingAuthor } from '@halles/domain/profiles';
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
  readonly now: Date;
}
