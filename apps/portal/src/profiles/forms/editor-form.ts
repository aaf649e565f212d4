import type { FieldWriter, FormPartView, FormValues, InputErrors } from '@halles/platform/forms';
import type { ListingProfile, ProfileChanges, ProfileField } from '@halles/contracts';
import type { CategoryTree } from '@halles/domain/categories';
import type { IsoDate, Place } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import type { ManagedListing, ReadElsewhere } from '@halles/domain/profiles';
import type { MerchantSection } from '../../merchant-space';
import type { PageScope } from '../../rendering/page-scope';
import type { Locale } from '@halles/kernel';
import type { HoursInputs } from '../hours-inputs';
import type { ProfilePage } from '../profile-page';

/** What a form knows beside what is said. */
export interface Known {
  /** What is said, with what its editor changed and did not publish yet. */
  readonly content: ListingProfile;
  /** What the public reads beside what is published: what other sources tell. */
  readonly elsewhere: ReadElsewhere;
  readonly managed: ManagedListing;
  /** As the public sees it; null where it does not. */
  readonly listing: Listing | null;
  readonly tree: CategoryTree;
  readonly place: Place;
  /** Of who fills it in. */
  readonly locale: Locale;
  /** The date at the place. */
  readonly today: IsoDate;
}

export interface ReadForm {
  readonly changes: ProfileChanges;
  readonly errors: InputErrors;
}

/** A page of fields: what it edits, how it is filled in, and how it is read. */
export interface EditorForm {
  /** Its route is `profile.<page>`, its name in the menu the text `pro.nav.<page>`. */
  readonly page: ProfilePage;
  /** How it stands in the menu. */
  readonly section: Pick<MerchantSection, 'icon' | 'order' | 'tab'>;
  readonly fields: readonly ProfileField[];
  /** The field that an input is of, where it bears another name. */
  readonly fieldOf?: Readonly<Record<string, ProfileField>>;
  /** The form filled in with what is said. Pure. */
  fill(content: ListingProfile, known: Known): FormValues;
  /** What was filled in, and what is wrong with it. Pure. */
  read(raw: FormValues, known: Known): ReadForm;
  /** Pure. */
  parts(write: FieldWriter, known: Known, scope: PageScope): FormPartView[];
  /** For a form that is more than fields one below the other: its view, and what this one shows. */
  readonly own?: {
    readonly view: string;
    /** Pure. */
    present(inputs: HoursInputs, known: Known, scope: PageScope): object;
  };
}
