import {
  type ListingProfile,
  PROFILE_FIELDS,
  type ProfileAddress,
  type ProfileChanges,
  type ProfileField,
  type ProfileServices,
} from '@halles/contracts';
import { categoriesOf, type CategoryTree } from '@halles/domain/categories';
import { type IsoDate, isoOfDay, wallTime } from '@halles/domain/hours';
import { type Listing, namedMeans } from '@halles/domain/listings';
import { typedStreet } from '@halles/domain/text';
import type { TenantContext } from '@halles/platform/tenancy';
import { adoptedHours } from './adopted-hours';
import { keywordsElsewhere } from './specialities';
import { wheelchairOf } from './wheelchair';

/**
 * What the public reads of a listing beside what its profile says, by field and as a profile would say it: what other sources
 * tell. Of `access` that is whether one gets in with a wheelchair, which is all that others know of it.
 */
export type ReadElsewhere = Omit<ProfileChanges, 'access'> & {
  readonly access?: NonNullable<Listing['wheelchair']>;
};

function addressOf({ address, position }: Listing): ProfileAddress | null {
  const line = address.line ?? address.street;
  if (line === null) return null;
  const { complement, postalCode, communeCode } = address;
  const exact = position?.precision === 'address' ? position : null;
  return {
    ...typedStreet(line),
    complement,
    postalCode,
    communeCode,
    position: exact && { longitude: exact.longitude, latitude: exact.latitude },
  };
}

/** The answers about services that a profile leaves to others, as far as anybody gives them. */
function servicesElsewhere(own: ListingProfile['services'], listing: Listing): ProfileServices | null {
  const { takeaway, delivery, appointment, outdoorSeating } = listing;
  const read = { pickup: takeaway, delivery, appointment, outdoorSeating };
  const left = Object.entries(read).filter(
    ([name, answer]) => answer !== null && (own?.[name as keyof typeof read] ?? null) === null,
  );
  if (left.length === 0) return null;
  const nothing = { pickup: null, delivery: null, deliveryArea: null, appointment: null };
  return { ...nothing, homeVisits: null, outdoorSeating: null, ...Object.fromEntries(left) };
}

/** What one reads a page with. */
export interface ReadingContext {
  readonly tree: CategoryTree;
  /** By the calendar of the place. */
  readonly today: IsoDate;
}

/** The same of a territory at an instant. */
export const readingAt = (ctx: TenantContext, now: Date): ReadingContext => ({
  tree: categoriesOf(ctx),
  today: isoOfDay(wallTime(ctx.tenant.settings.timeZone, now.getTime()).day),
});

/** The fields that a profile says nothing of, or not all. */
function allElsewhere(
  content: ListingProfile,
  listing: Listing,
  { tree, today }: ReadingContext,
): Readonly<Partial<Record<ProfileField, unknown>>> {
  const means = namedMeans(listing.payment);
  const words = keywordsElsewhere(content, listing, tree);
  const saysEntrance = content.access !== null && wheelchairOf(content.access) !== null;
  const { schedule } = listing;
  const { publicHolidays, ...hours } = schedule === null ? {} : adoptedHours(content, { schedule, today });
  const whole = {
    ...hours,
    name: listing.name,
    category: listing.category,
    keywords: words.length === 0 ? null : words,
    phone: listing.phone,
    email: listing.email,
    website: listing.website,
    address: addressOf(listing),
    state: listing.state === 'open' ? { state: 'open' } : { state: 'closed', since: listing.closedOn },
    payment: means.length === 0 ? null : means,
  };
  const unsaid = Object.entries(whole).filter(([field]) => content[field as ProfileField] === null);
  return {
    ...Object.fromEntries(unsaid),
    // The days that the profile tells are its own.
    ...(publicHolidays ? { publicHolidays: { ...publicHolidays, days: {} } } : {}),
    services: servicesElsewhere(content.services, listing),
    access: saysEntrance ? null : listing.wheelchair,
  };
}

/**
 * What the public reads beside a profile. Pure.
 * @param content as it is published
 * @param listing as it is shown with that; null where the public sees none
 */
export function readElsewhere(
  content: ListingProfile,
  listing: Listing | null,
  reading: ReadingContext,
): ReadElsewhere {
  if (!listing) return {};
  const read = allElsewhere(content, listing, reading);
  return Object.fromEntries(
    PROFILE_FIELDS.filter((field) => read[field] != null).map((field) => [field, read[field]]),
  );
}

/** The same of some fields. Pure. */
export const readOfFields = (read: ReadElsewhere, fields: readonly ProfileField[]): ReadElsewhere =>
  Object.fromEntries(fields.filter((field) => field in read).map((field) => [field, read[field]]));

/** Public holidays as they are read: the days that a profile tells, beside what others tell of all. Pure. */
export function holidaysRead(
  own: ListingProfile['publicHolidays'],
  elsewhere: ListingProfile['publicHolidays'] | undefined,
): ListingProfile['publicHolidays'] {
  if (own === null) return elsewhere ?? null;
  return { general: own.general ?? elsewhere?.general ?? null, days: own.days };
}

/**
 * What the public reads of a listing as a profile would say it: what is said on its own page, and else what other sources
 * tell. Pure.
 */
export function readOf(
  content: ListingProfile,
  listing: Listing | null,
  reading: ReadingContext,
): ProfileChanges {
  const { access: _wheelchair, services = null, ...elsewhere } = readElsewhere(content, listing, reading);
  const stored = Object.fromEntries(PROFILE_FIELDS.map((field) => [field, content[field]]));
  const own = Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== null));
  const answers = Object.entries(content.services ?? {}).filter(([, answer]) => answer !== null);
  const given = services === null ? {} : { services: { ...services, ...Object.fromEntries(answers) } };
  const holidays = holidaysRead(content.publicHolidays, elsewhere.publicHolidays);
  return { ...elsewhere, ...own, ...given, ...(holidays === null ? {} : { publicHolidays: holidays }) };
}
