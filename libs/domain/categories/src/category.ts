import type { Bilingual, Locale } from '@halles/kernel';
import type { SchemaType } from './schema-types';

/** One leaf as its data file writes it. Lists are one text, so that a leaf stays readable at a glance. */
export interface LeafData {
  readonly id: string;
  readonly label: Bilingual;
  readonly plural: Bilingual;
  /** Comma separated; what people type, without the label itself; the most significant words first. */
  readonly synonyms: Bilingual;
  readonly icon: string;
  readonly schemaType: SchemaType;
  /** Sub-classes of NAF rev. 2 that are this leaf. A code is in one leaf only. */
  readonly naf?: readonly string[];
  /** Sub-classes of another leaf that are this one where the business's name says so. */
  readonly nafByName?: readonly string[];
  /** Space separated alternatives, each `key=value`, joined by `+` where several must hold; `key=*` is any value. */
  readonly osm: string;
}

export interface BranchData {
  readonly id: string;
  readonly label: Bilingual;
  readonly icon: string;
  readonly leaves: readonly LeafData[];
}

export interface OsmCondition {
  readonly key: string;
  /** Undefined: any value. */
  readonly value: string | undefined;
}

/** A kind of business or public place: what a listing is, what a person filters by. */
export interface Category {
  readonly id: string;
  readonly branch: string;
  readonly label: Bilingual;
  readonly plural: Bilingual;
  readonly synonyms: Readonly<Record<Locale, readonly string[]>>;
  /** Name of a drawing of the portal's icon set. */
  readonly icon: string;
  readonly schemaType: SchemaType;
  readonly naf: readonly string[];
  readonly nafByName: readonly string[];
  readonly osm: readonly (readonly OsmCondition[])[];
  /** Hidden by the territory: out of menus and searches, still the category of its listings. */
  readonly hidden: boolean;
  /** Added by the territory. */
  readonly own: boolean;
}

export interface Branch {
  readonly id: string;
  readonly label: Bilingual;
  readonly icon: string;
  readonly hidden: boolean;
}

/** Immutable; the lookups below keep an index of each tree that they are given. */
export interface CategoryTree {
  readonly branches: readonly Branch[];
  readonly leaves: readonly Category[];
}

/** The leaf of town halls. */
export const TOWN_HALL = 'town-hall';
/** The leaf of services of the town hall: what the town adds has it, and nobody chooses it for a business. */
export const TOWN_SERVICE = 'town-service';
