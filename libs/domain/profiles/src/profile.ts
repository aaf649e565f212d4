import type { AuthorKind, ListingProfile, ProfileChanges, ProfileField } from '@halles/contracts';
import type { ReadElsewhere } from './read-elsewhere';

/** Who changes a profile. */
export interface ProfileAuthor {
  readonly kind: AuthorKind;
  /** Of the territory for a merchant, of the console for an agent; null where nobody signed in. */
  readonly accountId: string | null;
  /** As the history shows it. */
  readonly name: string;
}

/** Who changes a profile page by page, and keeps drafts of it: somebody of the business, or an agent for them. */
export interface EditingAuthor extends ProfileAuthor {
  readonly kind: 'merchant' | 'agent';
  readonly accountId: string;
}

/** Who said a field last: whose word it is, and not who took a later one back. */
export interface FieldAuthor {
  readonly kind: AuthorKind;
  /** ISO instant. */
  readonly at: string;
  /** ISO instant at which a later word was taken back, so that this one stands again; absent where none was. */
  readonly takenBackAt?: string;
}

export type FieldAuthors = Readonly<Partial<Record<ProfileField, FieldAuthor>>>;

/** What is said of a listing, as it is now. */
export interface StoredProfile {
  /** Null while nobody ever said anything. */
  readonly id: string | null;
  readonly listingId: number;
  /** Goes up with each change; 0 while nobody ever said anything. */
  readonly version: number;
  readonly content: ListingProfile;
  readonly authors: FieldAuthors;
  /** Whether the listing has an owner who keeps it. */
  readonly isOwned: boolean;
  readonly updatedAt: Date | null;
}

/** What became of a field: null is "not said". */
export interface FieldChange {
  readonly before: unknown;
  readonly after: unknown;
}

export type FieldChanges = Readonly<Partial<Record<ProfileField, FieldChange>>>;

/** One change of a profile, kept for good. */
export interface Revision {
  readonly version: number;
  readonly at: Date;
  readonly author: ProfileAuthor;
  readonly changes: FieldChanges;
  /** What the public read of these fields beside what stood in the profile: what other sources told. */
  readonly readBefore: ReadElsewhere;
  /** The same beside what stands in it since. */
  readonly readAfter: ReadElsewhere;
  /** Who had said what was there before. */
  readonly authorsBefore: FieldAuthors;
  /** The version that it took back; null for a change of its own. */
  readonly undoes: number | null;
  /** When that was published; null for a change of its own. */
  readonly undoesFrom: Date | null;
  /** Why the town made it, where it said so with the change; who keeps the page reads it. */
  readonly reason: string | null;
  /** Whether a later revision took it back. */
  readonly isUndone: boolean;
}

/** A input to change a profile. */
export interface ProfileSave {
  /**
   * The version that the change was made from: what others changed since is compared with it, field by field. Null: the
   * change is onto whatever there is.
   */
  readonly version: number | null;
  readonly changes: ProfileChanges;
  readonly author: ProfileAuthor;
  /** Why the town makes the change, for its history. */
  readonly reason?: string | null;
  /** The account of the territory that the caller notifies of it: nothing else tells it that its page changed. */
  readonly notified?: string | null;
  /** Versions that some fields were changed from, where these are older. */
  readonly bases?: Readonly<Partial<Record<ProfileField, number>>>;
  /** Fields that are taken over from other sources, and that nobody typed: what is drafted of them stays a draft. */
  readonly adopted?: readonly ProfileField[];
  /** Said by the town of a page that nobody keeps: refused where somebody does. */
  readonly onlyUnclaimed?: boolean;
}

/** What a save did. */
export interface Saved {
  readonly version: number;
  /** Empty where everything was so already: then no revision was written. */
  readonly changed: readonly ProfileField[];
  /** Whether the page shows it already; else the worker brings it there within minutes. */
  readonly isShown: boolean;
}

/** A field that is changed and not published yet. */
export interface DraftField {
  /** The version that it was changed from. */
  readonly base: number;
  readonly value: unknown;
}

/** What one editor changed and did not publish yet. */
export interface ProfileDraft {
  readonly fields: Readonly<Partial<Record<ProfileField, DraftField>>>;
  readonly updatedAt: Date;
}

/** What its owner's pages say of a listing, whether it is shown to the public or not. */
export interface ManagedListing {
  readonly id: number;
  readonly slug: string;
  /** Null where nothing may be shown, or nothing is known. */
  readonly name: string | null;
  readonly category: string | null;
  /** INSEE code. */
  readonly communeCode: string | null;
  readonly communeName: string | null;
  /** As the registers give it. */
  readonly postalCode: string | null;
  readonly visibility: 'public' | 'masked' | 'not-public' | 'nameless' | 'merged';
}
