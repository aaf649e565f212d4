/** The sources of facts, the most trusted first: what a merchant wrote is never overwritten by a register. */
export const FACT_SOURCES = ['merchant', 'agent', 'csv', 'sirene', 'demonstration', 'osm'] as const;
export type FactSource = (typeof FACT_SOURCES)[number];

/** The facts of a listing, each with its own source and date. */
export const FACTS = [
  'state',
  'name',
  'category',
  'address',
  'position',
  'phone',
  'website',
  'email',
  'hours',
  'publicHolidays',
  'exceptions',
  'vacations',
  'access',
  'payment',
  'services',
  'keywords',
  'brand',
  'legal',
] as const;
export type Fact = (typeof FACTS)[number];

/** Answers of the one fact "services", each of which a source may give alone. */
export type ServiceAnswer = 'delivery' | 'takeaway' | 'appointment' | 'outdoorSeating';

/** Origin of what the business corrected by a link to its known address, without an account: no agent vouches for it. */
export const BY_LINK = 'link';

/** Where a fact comes from. */
export interface Provenance {
  readonly source: FactSource;
  /** Whom to credit within the source: "service-public.fr", "La Poste"; or `BY_LINK`. */
  readonly origin: string | null;
  /** ISO date on which the source last said so. */
  readonly reportedOn: string;
}
