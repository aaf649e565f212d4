import { TOWN_SERVICE } from '@halles/domain/categories';
import type { Schedule } from '@halles/domain/hours';
import type { Naf } from '@halles/kernel';
import type { Fact, Provenance, ServiceAnswer } from './fact-source';

/**
 * `public`: shown. `masked`: partial diffusion, activity and commune are all that may be known of it. `not-public`: no
 * place that the public goes to. `nameless`: nothing to call it by. `merged`: another listing is the same business.
 */
export type Visibility = 'public' | 'masked' | 'not-public' | 'nameless' | 'merged';

export interface ListingAddress {
  /** "12 bis rue Sainte-Catherine". */
  readonly line: string | null;
  /** The way without its number: "Rue Sainte-Catherine". */
  readonly street: string | null;
  readonly complement: string | null;
  readonly postalCode: string | null;
  readonly communeCode: string;
  readonly communeName: string;
}

export interface ListingPosition {
  /** WGS84 degrees. */
  readonly longitude: number;
  readonly latitude: number;
  readonly precision: 'address' | 'commune';
}

/** What every list of businesses shows of one. */
export interface ListingSummary {
  readonly id: number;
  /** Of its address: `/commerce/<slug>-<id>`. It follows the name; the id stays. */
  readonly slug: string;
  readonly name: string;
  /** A leaf of the category tree. */
  readonly category: string | null;
  readonly address: ListingAddress;
  readonly position: ListingPosition | null;
  /** E.164. */
  readonly phone: string | null;
  /** Null where nothing is known of its hours. Holds unreadable hours as text. */
  readonly schedule: Schedule | null;
  /** Bits of `FEATURES`. */
  readonly features: number;
  /** What it takes are reservations, and no orders that owe money; absent where nobody asked. */
  readonly reserves?: boolean;
  /** Invented for the demonstration: said so wherever it is shown. */
  readonly demonstration: boolean;
}

/** One business at a place, resolved from what its sources tell. */
export interface Listing extends ListingSummary {
  readonly state: 'open' | 'closed';
  /** ISO date; null when it is not known since when. */
  readonly closedOn: string | null;
  readonly siret: string | null;
  readonly siren: string | null;
  readonly legalName: string | null;
  readonly legalCategory: string | null;
  readonly naf: Naf | null;
  readonly brand: string | null;
  /** An absolute http or https address. */
  readonly website: string | null;
  readonly email: string | null;
  readonly wheelchair: 'yes' | 'limited' | 'no' | null;
  /** Means accepted, as OpenStreetMap names them, sorted. */
  readonly payment: readonly string[];
  readonly delivery: 'yes' | 'only' | 'no' | null;
  readonly takeaway: 'yes' | 'only' | 'no' | null;
  readonly appointment: 'required' | 'possible' | 'no' | null;
  readonly outdoorSeating: boolean | null;
  /** What it sells or does, in words that are searched too. */
  readonly keywords: readonly string[];
  readonly provenance: Readonly<Partial<Record<Fact, Provenance>>>;
  /** The sources beside that one of facts that several told: means of payment, services, words. */
  readonly otherProvenance: Readonly<Partial<Record<Fact, readonly Provenance[]>>>;
  /** The source of each answer about services; empty where all came from that of the fact. */
  readonly serviceProvenance?: Readonly<Partial<Record<ServiceAnswer, Provenance>>>;
  readonly updatedAt: Date;
}

/** Whether it is a service of the town, which is no business. Pure. */
export const isTownService = ({ category }: Pick<Listing, 'category'>): boolean => category === TOWN_SERVICE;
