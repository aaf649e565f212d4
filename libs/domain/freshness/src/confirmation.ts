import type { ProfileField } from '@halles/contracts';
import type { Fact, Listing } from '@halles/domain/listings';
import { type FieldAuthors, FIELDS_OF_FACTS } from '@halles/domain/profiles';

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

/** What is said of a listing, and by whom. */
export interface AuthoredContent {
  /** The fields that are said, whatever they say: null or absent is "not said". */
  readonly content: Readonly<Partial<Record<ProfileField, unknown>>>;
  readonly authors: FieldAuthors;
}

const later = (one: Confirmation | undefined, other: Confirmation): Confirmation =>
  one !== undefined && one.at >= other.at ? one : other;

/**
 * When each fact was last confirmed: by saying that it holds, or by saying it. A correction by a link that anybody may ask
 * for confirms nothing, nor does who takes a word away or a change back: then another's word stands, as old as it is. What
 * was confirmed before such a change was something else. Pure.
 * @param given the confirmations that were given
 */
export function confirmationsOf(given: Confirmations, { content, authors }: AuthoredContent): Confirmations {
  const all: Partial<Record<Fact, Confirmation>> = { ...given };
  for (const [fact, fields] of Object.entries(FIELDS_OF_FACTS) as [Fact, readonly ProfileField[]][]) {
    const entries = fields.flatMap((field) => {
      const author = authors[field];
      return author ? [{ ...author, isGiven: (content[field] ?? null) !== null }] : [];
    });
    const changedAt = Math.max(...entries.map(({ at, takenBackAt }) => Date.parse(takenBackAt ?? at)));
    const confirmed = given[fact];
    if (confirmed && confirmed.at.getTime() < changedAt) delete all[fact];
    for (const { kind, at, isGiven } of entries)
      if (isGiven && kind !== 'link') all[fact] = later(all[fact], { at: new Date(at), by: kind });
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
