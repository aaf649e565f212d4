import type { Fact, FactSource, ServiceAnswer } from './fact-source';
import type { Listing, ListingPosition, Visibility } from './listing';
import type { SourceFacts } from './source-facts';

/** What one source reports of a listing: a row of `listing_source`. */
export interface ListingSource {
  readonly source: FactSource;
  readonly sourceId: string;
  /** ISO date on which it last said so. */
  readonly reportedOn: string;
  readonly facts: SourceFacts;
}

/** A commune of the territory, where a business without a point of its own is placed. */
export interface ListingCommune {
  readonly code: string;
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
}

/** The source of a fact: the key of its row in `listing_source`. Without a date: the same fact reported again changes nothing here. */
export interface SourceKey {
  readonly source: FactSource;
  readonly sourceId: string;
}

/** What a listing's page shows and no search asks: `listing.facts`. */
export type ListingDetails = Pick<
  Listing,
  | 'siren'
  | 'legalName'
  | 'legalCategory'
  | 'naf'
  | 'brand'
  | 'website'
  | 'email'
  | 'wheelchair'
  | 'payment'
  | 'delivery'
  | 'takeaway'
  | 'appointment'
  | 'outdoorSeating'
  | 'keywords'
> & {
  readonly complement: string | null;
  /** Which source each fact came from. */
  readonly factSources: Readonly<Partial<Record<Fact, SourceKey>>>;
  /** The others that told a part of it, of facts that are made of several things; absent where there are none. */
  readonly otherSources?: Readonly<Partial<Record<Fact, readonly SourceKey[]>>>;
  /** Which source each answer about services came from; absent where all came from one. */
  readonly serviceSources?: Readonly<Partial<Record<ServiceAnswer, SourceKey>>>;
};

/** Hours as the most trusted source has them, by mode. */
export type HoursTexts = Pick<SourceFacts, 'openingHoursText' | 'otherHours' | 'closures'>;

/** A listing as its sources make it, before anything is written. */
export interface ResolvedListing {
  readonly visibility: Exclude<Visibility, 'merged'>;
  readonly state: 'open' | 'closed';
  readonly closedOn: string | null;
  readonly name: string | null;
  readonly category: string | null;
  readonly siret: string | null;
  readonly commune: string | null;
  readonly street: string | null;
  readonly addressLine: string | null;
  readonly postalCode: string | null;
  readonly position: ListingPosition | null;
  readonly phone: string | null;
  readonly hours: HoursTexts | null;
  /** Bits of `FEATURES` but `known-hours`: who reads the hours knows. */
  readonly features: number;
  readonly demonstration: boolean;
  readonly details: ListingDetails;
}
