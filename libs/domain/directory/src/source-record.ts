import type { NotPublicReason } from '@halles/domain/categories';
import type { Naf, Siren, Siret } from '@halles/kernel';

export type SourceKind = 'sirene' | 'osm' | 'csv';

export interface SourceAddress {
  readonly number: string | null;
  /** `bis`, `ter`… */
  readonly repetition: string | null;
  /** The way's type and name, typographed, without its number. */
  readonly street: string | null;
  readonly complement: string | null;
  readonly postalCode: string | null;
  /** Null where the source does not say: the merge finds it by the position. */
  readonly communeCode: string | null;
  readonly communeName: string | null;
}

export interface SourcePosition {
  /** WGS84 degrees, six decimals (11 cm). */
  readonly longitude: number;
  readonly latitude: number;
  readonly precision: 'address' | 'commune';
}

export interface SourceContact {
  /** E.164. */
  readonly phone: string | null;
  /** An absolute http or https address. */
  readonly website: string | null;
  /** A function's address (contact@…), never a person's. */
  readonly email: string | null;
}

export interface SourceAttributes {
  readonly wheelchair: 'yes' | 'limited' | 'no' | null;
  /** Means accepted, as OpenStreetMap names them (`cash`, `credit_cards`, `contactless`…), sorted. */
  readonly payment: readonly string[];
  readonly delivery: 'yes' | 'only' | 'no' | null;
  readonly takeaway: 'yes' | 'only' | 'no' | null;
  readonly appointment: 'required' | 'possible' | 'no' | null;
  readonly outdoorSeating: boolean | null;
  readonly brand: string | null;
}

export type SourceState =
  | { readonly state: 'open' }
  /** `since`: an ISO date, null where the source does not say. */
  | { readonly state: 'closed'; readonly since: string | null };

/** What gave the category. */
export interface CategoryBasis {
  readonly by: 'naf' | 'tags' | 'column';
  /** The code, the tags or the cell that was read. */
  readonly value: string;
}

/** One establishment as one source tells it: normalised, frozen, merged with nothing. */
export interface SourceRecord {
  readonly source: SourceKind;
  /** Stable in the source: the SIRET, `node/123`, the file's own identifier. */
  readonly sourceId: string;
  /** Where it begins in the file, from 1 (for JSON: the rank of the element). */
  readonly line: number;
  readonly siret: Siret | null;
  readonly siren: Siren | null;
  /** The company's name as registered; null when masked. */
  readonly legalName: string | null;
  /** INSEE's legal category of the company, four digits. */
  readonly legalCategory: string | null;
  /** The name on the sign, typographed; null when masked, or where the source has none. */
  readonly displayName: string | null;
  /** A leaf of the category tree. */
  readonly category: string | null;
  readonly categoryBasis: CategoryBasis | null;
  /** Why it is no place that the public goes to; null for one that is. */
  readonly notPublic: NotPublicReason | null;
  /** The official code, with its nomenclature. */
  readonly naf: Naf | null;
  /** The NAF 2025 code that the register announces beside the rev. 2 one. */
  readonly nafAnnounced: Naf | null;
  readonly address: SourceAddress;
  readonly position: SourcePosition | null;
  /** OpenStreetMap `opening_hours` syntax or plain words, as the source has it. */
  readonly openingHoursText: string | null;
  readonly contact: SourceContact;
  readonly attributes: SourceAttributes;
  readonly status: SourceState;
  /** The register forbids to show more than the activity and the commune (C. com., art. R123-232-1). */
  readonly partialDiffusion: boolean;
  /** ISO date of the source's last change. */
  readonly updatedOn: string | null;
}

export const noContact: SourceContact = Object.freeze({ phone: null, website: null, email: null });

export const noAttributes: SourceAttributes = Object.freeze({
  wheelchair: null,
  payment: Object.freeze([]),
  delivery: null,
  takeaway: null,
  appointment: null,
  outdoorSeating: null,
  brand: null,
});

/** The record with all its parts frozen. */
export function freezeRecord(record: SourceRecord): SourceRecord {
  Object.freeze(record.address);
  Object.freeze(record.position);
  Object.freeze(record.contact);
  Object.freeze(record.attributes.payment);
  Object.freeze(record.attributes);
  Object.freeze(record.status);
  return Object.freeze(record);
}

/**
 * What may be shown of an establishment in partial diffusion: its activity and its commune. Applied on the status alone:
 * the register's own masking of the cells is irregular.
 */
export function maskRecord(record: SourceRecord): SourceRecord {
  const { postalCode, communeCode, communeName } = record.address;
  return {
    ...record,
    legalName: null,
    displayName: null,
    address: {
      number: null,
      repetition: null,
      street: null,
      complement: null,
      postalCode,
      communeCode,
      communeName,
    },
    position: null,
    openingHoursText: null,
    contact: noContact,
    attributes: noAttributes,
    partialDiffusion: true,
  };
}
