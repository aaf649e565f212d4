import { hoursFields, type ProfileField } from '@halles/contracts';
import type { Fact, Listing } from '@halles/domain/listings';
import type { FieldAuthor } from '@halles/domain/profiles';

/** Whose word a confirmation is. */
export type ConfirmedBy = 'merchant' | 'agent';

/** The last confirmation of one fact. */
export interface Confirmation {
  readonly at: Date;
  readonly by: ConfirmedBy;
}

export type Confirmations = Readonly<Partial<Record<Fact, Confirmation>>>;

/** Facts that a page shows, and that its reader confirms. The point on the map and the register's number are not. */
const CONFIRMED_FACTS = [
  'name',
  'category',
  'address',
  'phone',
  'website',
  'email',
  'hours',
  'access',
  'payment',
  'services',
] as const satisfies readonly Fact[];

/** The fields by which somebody says a fact. */
const FIELDS: Readonly<Partial<Record<Fact, readonly ProfileField[]>>> = {
  name: ['name'],
  category: ['category'],
  address: ['address'],
  phone: ['phone'],
  website: ['website'],
  email: ['email'],
  hours: [...Object.values(hoursFields), 'publicHolidays', 'exceptions', 'vacations'],
  access: ['access'],
  payment: ['payment'],
  services: ['services'],
  legal: ['legal'],
};

const later = (one: Confirmation | undefined, other: Confirmation): Confirmation =>
  one !== undefined && one.at >= other.at ? one : other;

/**
 * When each fact was last confirmed: by saying that it holds, or by saying it. A correction by a link that anybody may ask
 * for confirms nothing. Pure.
 * @param given the confirmations that were given
 * @param authors who said each field of the listing's profile last
 */
export function confirmationsOf(
  given: Confirmations,
  authors: Readonly<Partial<Record<ProfileField, FieldAuthor>>>,
): Confirmations {
  const all: Partial<Record<Fact, Confirmation>> = { ...given };
  for (const [fact, fields] of Object.entries(FIELDS) as [Fact, readonly ProfileField[]][])
    for (const field of fields) {
      const author = authors[field];
      if (!author || author.kind === 'link') continue;
      all[fact] = later(all[fact], { at: new Date(author.at), by: author.kind });
    }
  return all;
}

/** The latest of some confirmations; null where there is none. Pure. */
export function lastOf(confirmations: Confirmations): Confirmation | null {
  return Object.values(confirmations).reduce<Confirmation | null>(
    (last, one) => (last === null || one.at > last.at ? one : last),
    null,
  );
}

/** The facts of a listing that somebody may confirm: what it tells and shows. Pure. */
export function confirmable({ provenance }: Pick<Listing, 'provenance'>): Fact[] {
  return CONFIRMED_FACTS.filter((fact) => provenance[fact] !== undefined);
}
