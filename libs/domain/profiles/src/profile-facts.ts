import {
  type AuthorKind,
  emptyProfile,
  hoursFields,
  type ListingProfile,
  PROFILE_FIELDS,
  type ProfileField,
} from '@halles/contracts';
import type { ServiceMode } from '@halles/domain/hours';
import {
  BY_LINK,
  type Closures,
  type Fact,
  noAttributes,
  noContact,
  noMarks,
  type SourceAddress,
  type SourceFacts,
  type SourcePosition,
} from '@halles/domain/listings';
import type { StoredProfile } from './profile';
import { wheelchairOf } from './wheelchair';

/** Sources of the directory that a profile speaks as: a correction by signed link yields to the merchant's own word. */
export type ProfileSource = 'merchant' | 'agent';

/** As which source of the directory an author of a profile speaks. Pure. */
export const sourceOf = (kind: AuthorKind): ProfileSource => (kind === 'merchant' ? 'merchant' : 'agent');

const HOURS = Object.values(hoursFields);

/** The fields by which somebody says a fact of the directory, but its place on the map and whether it is closed. */
export const FIELDS_OF_FACTS: Readonly<Partial<Record<Fact, readonly ProfileField[]>>> = {
  name: ['name'],
  category: ['category'],
  address: ['address'],
  phone: ['phone'],
  website: ['website'],
  email: ['email'],
  hours: HOURS,
  publicHolidays: ['publicHolidays'],
  exceptions: ['exceptions'],
  vacations: ['vacations'],
  access: ['access'],
  payment: ['payment'],
  services: ['services'],
  keywords: ['keywords', 'otherNames', 'otherCategories'],
  legal: ['legal'],
};

/** Words of another language of the directory: what a category is called. */
export type CategoryWords = (id: string) => string | null;

/**
 * Who said a field last. The hours of all modes are one fact, and belong to the last who changed any of them
 * last: else those of one author would hide those of the other.
 */
function lastWordOn({ content, authors }: StoredProfile, field: ProfileField): AuthorKind | null {
  if (content[field] === null) return null;
  const isHours = (HOURS as readonly ProfileField[]).includes(field);
  const given = (isHours ? HOURS : [field]).filter((name) => content[name] !== null);
  const spoken = given.flatMap((name) => authors[name] ?? []);
  const last = spoken.toSorted((one, other) => (one.at < other.at ? 1 : -1))[0];
  return last?.kind ?? null;
}

function fieldSource(profile: StoredProfile, field: ProfileField): ProfileSource | null {
  const kind = lastWordOn(profile, field);
  return kind === null ? null : sourceOf(kind);
}

/** Whom to credit within a source: what was corrected by link alone is not credited to an agent. Pure. */
export function originOf(profile: StoredProfile, source: ProfileSource): string | null {
  const fields = PROFILE_FIELDS.filter((field) => fieldSource(profile, field) === source);
  const isByLink = fields.length > 0 && fields.every((field) => lastWordOn(profile, field) === 'link');
  return isByLink ? BY_LINK : noMarks.origin;
}

/** The content of a profile that comes from one source; the other fields are empty. Pure. */
export function contentOf(profile: StoredProfile, source: ProfileSource): ListingProfile {
  const fields = PROFILE_FIELDS.filter((field) => fieldSource(profile, field) === source);
  return { ...emptyProfile, ...Object.fromEntries(fields.map((field) => [field, profile.content[field]])) };
}

/** Whether a profile says anything. Pure. */
export const saysAnything = (content: ListingProfile): boolean =>
  PROFILE_FIELDS.some((field) => content[field] !== null);

function closuresOf({ publicHolidays, exceptions, vacations }: ListingProfile): Closures | undefined {
  const closures = { publicHolidays, exceptions, vacations };
  return Object.values(closures).every((kind) => kind === null) ? undefined : closures;
}

function otherHoursOf(content: ListingProfile): SourceFacts['otherHours'] {
  const others: Partial<Record<Exclude<ServiceMode, 'shop'>, string>> = {};
  for (const [mode, field] of Object.entries(hoursFields) as [ServiceMode, (typeof HOURS)[number]][]) {
    const text = content[field];
    if (mode !== 'shop' && text !== null) others[mode] = text;
  }
  return others;
}

function attributesOf({ access, payment, services }: ListingProfile): SourceFacts['attributes'] {
  return {
    ...noAttributes,
    wheelchair: access === null ? null : wheelchairOf(access),
    payment: (payment ?? []).toSorted(),
    delivery: services?.delivery ?? null,
    takeaway: services?.pickup ?? null,
    appointment: services?.appointment ?? null,
    outdoorSeating: services?.outdoorSeating ?? null,
  };
}

const nowhere: SourceFacts['address'] = Object.freeze({
  number: null,
  repetition: null,
  street: null,
  complement: null,
  postalCode: null,
  communeCode: null,
  communeName: null,
});

const addressOf = (address: ListingProfile['address']): SourceAddress => {
  if (address === null) return nowhere;
  const { number, repetition, street, complement = null, postalCode, communeCode } = address;
  return { number, repetition, street, complement, postalCode, communeCode, communeName: null };
};

const positionOf = (address: ListingProfile['address']): SourcePosition | null =>
  address?.position ? { ...address.position, precision: 'address' } : null;

/**
 * The facts of a profile for the directory: those that it can search and show everywhere. The rest stays in the
 * profile, and the page shows it from there. Pure.
 * @param content of one source alone
 * @param origin whom to credit within it
 */
export function factsOfProfile(
  content: ListingProfile,
  wordsOf: CategoryWords,
  origin: string | null = noMarks.origin,
): SourceFacts {
  const { state, disclosure, category } = content;
  const closures = closuresOf(content);
  return {
    siret: null,
    siren: null,
    legalName: disclosure?.page === true ? (content.legal?.legalName ?? null) : null,
    legalCategory: null,
    displayName: content.name,
    category,
    categoryBasis: null,
    notPublic: null,
    naf: null,
    nafAnnounced: null,
    address: addressOf(content.address),
    position: positionOf(content.address),
    openingHoursText: content.shopHours,
    otherHours: otherHoursOf(content),
    contact: { ...noContact, phone: content.phone, website: content.website, email: content.email },
    attributes: attributesOf(content),
    status: state?.state === 'closed' ? { state: 'closed', since: state.since } : { state: 'open' },
    partialDiffusion: false,
    updatedOn: null,
    origin,
    keywords: [
      ...(content.keywords ?? []),
      ...(content.otherNames ?? []),
      ...(content.otherCategories ?? []).flatMap((id) => wordsOf(id) ?? []),
    ],
    ...(content.keywords === null ? {} : { hasAllKeywords: true }),
    ...(content.payment?.length === 0 ? { hasNoPayment: true as const } : {}),
    demonstration: false,
    ...(disclosure?.page === true ? { disclosed: { address: disclosure.address } } : {}),
    ...(content.address === null ? {} : { relocated: true as const }),
    ...(content.hidden === true ? { hidden: true as const } : {}),
    ...(closures ? { closures } : {}),
  };
}
