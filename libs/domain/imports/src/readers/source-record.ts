import { type SourceFacts, noAttributes, noContact, noMarks } from '@halles/domain/listings';

export type SourceKind = 'sirene' | 'osm' | 'csv' | 'demonstration';

/** One establishment as one source tells it: normalised, frozen, merged with nothing. */
export interface SourceRecord extends SourceFacts {
  readonly source: SourceKind;
  /** Stable in the source: the SIRET, `node/123`, the file's own identifier. */
  readonly sourceId: string;
  /** Where it begins in the file, from 1 (for JSON: the rank of the element). */
  readonly line: number;
}

/** The record with all its parts frozen. */
export function freezeRecord(record: SourceRecord): SourceRecord {
  Object.freeze(record.address);
  Object.freeze(record.position);
  Object.freeze(record.contact);
  Object.freeze(record.attributes.payment);
  Object.freeze(record.attributes);
  Object.freeze(record.status);
  Object.freeze(record.otherHours);
  Object.freeze(record.keywords);
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
    ...noMarks,
    origin: record.origin,
    demonstration: record.demonstration,
    partialDiffusion: true,
  };
}
