import { type CategoryTree, type OsmTags, categoryOfOsmTags } from '@halles/domain/categories';
import { displayName, displayStreet, tidySpacing } from '@halles/domain/text';
import {
  type SourceAddress,
  type SourceAttributes,
  type SourceContact,
  type SourceFacts,
  noMarks,
} from '@halles/domain/listings';
import { isCommuneCode, parseSiret, sirenOf } from '@halles/kernel';
import { emailOf, phoneOf, websiteOf } from '../contact';
import { isoDay } from '../iso-date';
import type { OsmElement } from './osm-element';
import { positionOfDegrees } from '../projection';
import type { RowErrorLog } from '../row-error';
import { type SourceRecord, freezeRecord } from '../source-record';

const orNull = (text: string | undefined): string | null => {
  const tidy = tidySpacing(text ?? '');
  return tidy === '' ? null : tidy;
};

const NUMBER = /^(\d+(?:[-/;,]\d+)*) ?(\p{L}+)?$/u;

function addressOf(tags: OsmTags): SourceAddress {
  const house = tidySpacing(tags['addr:housenumber'] ?? tags['contact:housenumber'] ?? '');
  const [, number, repetition] = NUMBER.exec(house) ?? [];
  const street = tags['addr:street'] ?? tags['contact:street'] ?? tags['addr:place'];
  const commune = tags['ref:INSEE'] ?? '';
  return {
    number: number ?? orNull(house),
    repetition:
      repetition === undefined ? null : repetition.length > 1 ? repetition.toLowerCase() : repetition,
    street: street === undefined ? null : orNull(displayStreet(street)),
    complement: null,
    postalCode: orNull(tags['addr:postcode'] ?? tags['contact:postcode']),
    communeCode: isCommuneCode(commune) ? commune : null,
    communeName: orNull(tags['addr:city'] ?? tags['contact:city']),
  };
}

function contactOf(tags: OsmTags, name: string, line: number, log: RowErrorLog): SourceContact {
  const phone = tags['contact:phone'] ?? tags.phone ?? tags['contact:mobile'] ?? tags.mobile ?? '';
  const website = tags['contact:website'] ?? tags.website ?? tags.url ?? '';
  return {
    phone: phoneOf(phone, line, log),
    website: websiteOf(website, line, log),
    email: emailOf(tags['contact:email'] ?? tags.email ?? '', name),
  };
}

const yesNo = (value: string | undefined): boolean | null => (value === undefined ? null : value !== 'no');

function service(value: string | undefined): 'yes' | 'only' | 'no' | null {
  if (value === undefined) return null;
  return value === 'no' || value === 'only' ? value : 'yes';
}

function wheelchairOf(value: string | undefined): SourceAttributes['wheelchair'] {
  if (value === 'designated') return 'yes';
  return value === 'yes' || value === 'limited' || value === 'no' ? value : null;
}

function appointmentOf(value: string | undefined): SourceAttributes['appointment'] {
  if (value === undefined) return null;
  if (value === 'required' || value === 'no') return value;
  return 'possible';
}

/** `payment:visa=yes` → `visa`. */
const paymentOf = (tags: OsmTags): string[] =>
  Object.entries(tags)
    .filter(([key, value]) => /^payment:[a-z_]+$/.test(key) && (value === 'yes' || value === 'only'))
    .map(([key]) => key.slice('payment:'.length))
    .sort();

/** Tags of OpenStreetMap that hold the hours of one mode. */
const MODE_HOURS = [
  ['opening_hours:delivery', 'delivery'],
  ['opening_hours:takeaway', 'pickup'],
  ['opening_hours:pickup', 'pickup'],
] as const;

const otherHoursOf = (tags: OsmTags): SourceFacts['otherHours'] =>
  Object.fromEntries(
    MODE_HOURS.flatMap(([tag, mode]) => (tags[tag] === undefined ? [] : [[mode, tags[tag]] as const])),
  );

/** The tags that made the category, as the report shows them. */
const BASIS = ['amenity', 'shop', 'craft', 'healthcare', 'tourism', 'leisure', 'office', 'club', 'historic'];

const basisOf = (tags: OsmTags): string =>
  BASIS.flatMap((key) => (tags[key] === undefined ? [] : [`${key}=${tags[key]}`])).join(' ');

/**
 * The record of an object of OpenStreetMap, or null where its tags name no kind of place of the tree. Hours and services of
 * the epidemic (`…:covid19`) are history and are not read.
 */
export function osmRecord(
  { id, tags, longitude, latitude, updatedOn }: OsmElement,
  line: number,
  log: RowErrorLog,
  tree?: CategoryTree,
): SourceRecord | null {
  const category = categoryOfOsmTags(tags, tree);
  if (category === null) return null;
  const name = displayName(tags['name:fr'] ?? tags.name ?? tags.brand ?? '');
  const siret = parseSiret((tags['ref:FR:SIRET'] ?? '').split(';')[0] ?? '');
  const address = addressOf(tags);
  const where = { communeCode: address.communeCode, line };
  return freezeRecord({
    source: 'osm',
    sourceId: id,
    line,
    siret,
    siren: siret === null ? null : sirenOf(siret),
    legalName: null,
    legalCategory: null,
    displayName: orNull(name),
    category: category.id,
    categoryBasis: { by: 'tags', value: basisOf(tags) },
    notPublic: null,
    naf: null,
    nafAnnounced: null,
    address,
    position: positionOfDegrees(longitude.toFixed(7), latitude.toFixed(7), where, log),
    openingHoursText: orNull(tags.opening_hours),
    contact: contactOf(tags, name, line, log),
    attributes: {
      wheelchair: wheelchairOf(tags.wheelchair),
      payment: paymentOf(tags),
      delivery: service(tags.delivery),
      takeaway: service(tags.takeaway),
      appointment: appointmentOf(tags.appointment ?? tags.reservation),
      outdoorSeating: yesNo(tags.outdoor_seating),
      brand: orNull(tags.brand),
    },
    status: { state: 'open' },
    partialDiffusion: false,
    ...noMarks,
    otherHours: otherHoursOf(tags),
    updatedOn: isoDay(updatedOn === '' ? (tags.check_date ?? '') : updatedOn),
  });
}
