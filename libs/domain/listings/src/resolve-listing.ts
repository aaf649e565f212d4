import { foldText } from '@halles/domain/text';
import type { Closures } from './closures';
import { FACT_SOURCES, type Fact, type FactSource } from './fact-source';
import { featureBits } from './feature';
import type { ListingPosition } from './listing';
import { offeredFeatures } from './listing-features';
import type {
  HoursTexts,
  ListingCommune,
  ListingDetails,
  ListingSource,
  ResolvedListing,
  Teller,
} from './resolved-listing';
import { noContact, type SourceAddress, type SourceFacts, type SourceState } from './source-facts';

const MOST_KEYWORDS = 40;

const codeUnits = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** The most trusted first; within a source what is open, then what was told last. */
function byTrust(one: ListingSource, other: ListingSource): number {
  return (
    FACT_SOURCES.indexOf(one.source) - FACT_SOURCES.indexOf(other.source) ||
    Number(one.facts.status.state === 'closed') - Number(other.facts.status.state === 'closed') ||
    codeUnits(other.toldOn, one.toldOn) ||
    codeUnits(one.sourceId, other.sourceId)
  );
}

/** Sources asked in their order, with a note of who answered. */
class Witnesses {
  readonly tellers: Partial<Record<Fact, Teller>> = {};

  constructor(readonly sources: readonly ListingSource[]) {}

  /** What the first source tells that tells anything; noted under the fact, unless a source is noted there already. */
  first<T>(fact: Fact, read: (facts: SourceFacts) => T | null): T | null {
    for (const { source, sourceId, facts } of this.sources) {
      const told = read(facts);
      if (told === null) continue;
      this.tellers[fact] ??= { source, sourceId };
      return told;
    }
    return null;
  }

  /** What all sources tell together, the most trusted first. */
  union(fact: Fact, read: (facts: SourceFacts) => readonly string[]): string[] {
    this.first(fact, (facts) => (read(facts).length === 0 ? null : true));
    return this.sources.flatMap(({ facts }) => read(facts));
  }
}

/**
 * Open or closed as the most trusted source says. Who keeps a page, and a territory's list, say "open" by not saying
 * anything: a closing that the register dates after it is news to them.
 */
function stateOf(sources: readonly ListingSource[]): SourceState {
  const [first] = sources;
  if (first === undefined) return { state: 'closed', since: null };
  const register = sources.find(({ source }) => source === 'sirene');
  const isSilent = first.facts.status.state === 'open' && isAbove(first.source, 'sirene');
  if (isSilent && register?.facts.status.state === 'closed') {
    const since = register.facts.status.since ?? register.toldOn;
    if (since > first.toldOn) return register.facts.status;
  }
  return first.facts.status;
}

/** Whether one kind of source is more trusted than another. */
const isAbove = (one: FactSource, other: FactSource): boolean =>
  FACT_SOURCES.indexOf(one) < FACT_SOURCES.indexOf(other);

/** Who keeps the page, or does so for who keeps it: what they tell is the whole, and nobody adds to it. */
const isKeeper = ({ source }: ListingSource): boolean => source === 'merchant' || source === 'agent';

/** An address is taken whole: a number of one source before the street of another would be nowhere. */
function addressOf(told: Witnesses, communes: ReadonlyMap<string, ListingCommune>): SourceAddress | null {
  const inTerritory = ({ address }: SourceFacts): SourceAddress | null =>
    address.communeCode !== null && communes.has(address.communeCode) ? address : null;
  return (
    told.first('address', (facts) => (facts.address.street === null ? null : inTerritory(facts))) ??
    told.first('address', inTerritory)
  );
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "12 bis rue Sainte-Catherine"; the street alone where no number is known. */
function lineOf({ number, repetition, street }: SourceAddress): string | null {
  if (street === null) return null;
  return number === null
    ? upperFirst(street)
    : [number, repetition ?? '', street].join(' ').replace(/ {2}/, ' ');
}

const isOnEarth = ({ longitude, latitude }: { longitude: number; latitude: number }): boolean =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85;

/** The point of the door, where a source knows it; else the commune's centre. */
function positionOf(told: Witnesses, commune: ListingCommune): ListingPosition {
  const exact = told.first('position', ({ position }) =>
    position?.precision === 'address' && isOnEarth(position) ? position : null,
  );
  if (exact !== null) return exact;
  return { longitude: commune.longitude, latitude: commune.latitude, precision: 'commune' };
}

/** Each keyword once, whatever its accents, as the most trusted source writes it. */
function keywordsOf(told: Witnesses): string[] {
  const byFolded = new Map<string, string>();
  for (const word of told.sources.flatMap(({ facts }) => facts.keywords)) {
    const folded = foldText(word);
    if (!byFolded.has(folded)) byFolded.set(folded, word);
  }
  return [...byFolded.values()].slice(0, MOST_KEYWORDS);
}

/** The means that the keeper tells, or those of all other sources together. */
function paymentOf(told: Witnesses): string[] {
  const kept = told.sources.find((source) => isKeeper(source) && source.facts.attributes.payment.length > 0)
    ?.facts.attributes.payment;
  if (kept) told.first('payment', ({ attributes }) => (attributes.payment === kept ? true : null));
  return [...new Set(kept ?? told.union('payment', ({ attributes }) => attributes.payment))].sort(codeUnits);
}

function detailsOf(told: Witnesses, complement: string | null): ListingDetails {
  const attribute = <K extends keyof SourceFacts['attributes']>(fact: Fact, name: K) =>
    told.first(fact, ({ attributes }) => attributes[name]);
  return {
    complement,
    siren: told.first('legal', ({ siren }) => siren),
    legalName: told.first('legal', ({ legalName }) => legalName),
    legalCategory: told.first('legal', ({ legalCategory }) => legalCategory),
    naf: told.first('legal', ({ naf }) => naf),
    brand: attribute('name', 'brand'),
    website: told.first('website', ({ contact }) => contact.website),
    email: told.first('email', ({ contact }) => contact.email),
    wheelchair: attribute('access', 'wheelchair'),
    payment: paymentOf(told),
    delivery: attribute('services', 'delivery'),
    takeaway: attribute('services', 'takeaway'),
    appointment: attribute('services', 'appointment'),
    outdoorSeating: attribute('services', 'outdoorSeating'),
    keywords: keywordsOf(told),
    tellers: told.tellers,
  };
}

const noDetails: ListingDetails = Object.freeze({
  complement: null,
  siren: null,
  legalName: null,
  legalCategory: null,
  naf: null,
  brand: null,
  website: null,
  email: null,
  wheelchair: null,
  payment: [],
  delivery: null,
  takeaway: null,
  appointment: null,
  outdoorSeating: null,
  keywords: [],
  tellers: {},
});

/** A listing of which nothing may be shown. */
export function hiddenListing(visibility: ResolvedListing['visibility']): ResolvedListing {
  return {
    visibility,
    state: 'closed',
    closedOn: null,
    name: null,
    category: null,
    siret: null,
    commune: null,
    street: null,
    addressLine: null,
    postalCode: null,
    position: null,
    phone: null,
    hours: null,
    features: 0,
    demonstration: false,
    details: noDetails,
  };
}

/**
 * Partial diffusion of one source masks the whole: another source's words about the same business would tell what the
 * register may not. Its number is kept, for the next import to know it by.
 */
function maskedListing(told: Witnesses, communes: ReadonlyMap<string, ListingCommune>): ResolvedListing {
  const status = stateOf(told.sources);
  return {
    ...hiddenListing('masked'),
    state: status.state,
    closedOn: status.state === 'closed' ? status.since : null,
    category: told.first('category', ({ category }) => category),
    siret: told.first('legal', ({ siret }) => siret),
    commune: addressOf(told, communes)?.communeCode ?? null,
  };
}

/**
 * The sources of a business that the register may not show and its owner does: the owner's words, and of the others the
 * commune, what it does, its number to be known by and, where the owner says so, its address.
 */
function disclosedSources(sources: readonly ListingSource[], address: boolean): ListingSource[] {
  return sources.map((source) => {
    if (isKeeper(source)) return source;
    const { facts } = source;
    const nowhere = { number: null, repetition: null, street: null, complement: null };
    return {
      ...source,
      facts: {
        ...facts,
        legalName: null,
        displayName: null,
        siret: null,
        siren: null,
        contact: noContact,
        partialDiffusion: false,
        address: address ? facts.address : { ...facts.address, ...nowhere },
        position: address ? facts.position : null,
      },
    };
  });
}

/** The closures that the most trusted sources tell, each kind of the first that tells any. */
function closuresOf(told: Witnesses): Closures | null {
  const first = <K extends keyof Closures>(kind: K): Closures[K] | null =>
    told.first('hours', ({ closures }) => closures?.[kind] ?? null);
  const closures = {
    publicHolidays: first('publicHolidays'),
    exceptions: first('exceptions'),
    vacations: first('vacations'),
  };
  return Object.values(closures).every((kind) => kind === null) ? null : closures;
}

function hoursOf(told: Witnesses): HoursTexts | null {
  const texts = told.first('hours', ({ openingHoursText, otherHours }) =>
    openingHoursText === null && Object.keys(otherHours).length === 0
      ? null
      : { openingHoursText, otherHours },
  );
  const closures = closuresOf(told);
  if (closures === null) return texts;
  return { ...(texts ?? { openingHoursText: null, otherHours: {} }), closures };
}

function visibilityOf(
  sources: readonly ListingSource[],
  name: string | null,
  commune: ListingCommune | undefined,
): ResolvedListing['visibility'] {
  // One source that saw a place open to the public is enough: the register's rule is a guess from the activity.
  if (commune === undefined || sources.every(({ facts }) => facts.notPublic !== null)) return 'not-public';
  return name === null ? 'nameless' : 'public';
}

/**
 * One listing of what its sources tell, fact by fact: the merchant before the town's agent, before the territory's list,
 * before the register, before OpenStreetMap; what they all add to (means of payment, keywords) together. Pure; the order of
 * the sources does not count.
 * @param sources at least one; none gives a listing that shows nothing
 * @param communes of the territory, by INSEE code: what lies elsewhere is not shown
 */
export function resolveListing(
  sources: readonly ListingSource[],
  communes: ReadonlyMap<string, ListingCommune>,
): ResolvedListing {
  if (sources.length === 0) return hiddenListing('not-public');
  const told = new Witnesses([...sources].sort(byTrust));
  if (sources.some(({ facts }) => facts.partialDiffusion)) {
    const disclosed = sources.find(({ source }) => source === 'merchant')?.facts.disclosed;
    if (!disclosed) return maskedListing(told, communes);
    return resolveListing(disclosedSources(sources, disclosed.address), communes);
  }
  const status = stateOf(told.sources);
  const name = told.first('name', ({ displayName }) => displayName);
  const address = addressOf(told, communes);
  const commune = communes.get(address?.communeCode ?? '');
  const visibility = visibilityOf(sources, name, commune);
  const position = commune === undefined ? null : positionOf(told, commune);
  const category = told.first('category', (facts) => facts.category);
  const siret = told.first('legal', (facts) => facts.siret);
  const phone = told.first('phone', ({ contact }) => contact.phone);
  const hours = hoursOf(told);
  const details = detailsOf(told, address?.complement ?? null);
  const isClaimed = sources.some(({ source }) => source === 'merchant');
  return {
    visibility,
    state: status.state,
    closedOn: status.state === 'closed' ? status.since : null,
    name,
    category,
    siret,
    commune: commune?.code ?? null,
    street: address?.street == null ? null : upperFirst(address.street),
    addressLine: address === null ? null : lineOf(address),
    postalCode: address?.postalCode ?? null,
    position,
    phone,
    hours,
    features: offeredFeatures(details) | (isClaimed ? featureBits(['claimed']) : 0),
    demonstration: sources.some(({ facts }) => facts.demonstration),
    details,
  };
}
