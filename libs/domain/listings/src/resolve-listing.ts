import { capitalised } from '@halles/kernel';
import { foldText } from '@halles/domain/text';
import type { Closures } from './dated-days';
import { FACT_SOURCES, type Fact, type FactSource, type ServiceAnswer } from './fact-source';
import { featureBits } from './feature';
import type { ListingPosition } from './listing';
import { offeredFeatures } from './listing-features';
import type {
  HoursTexts,
  ListingCommune,
  ListingDetails,
  ListingSource,
  ResolvedListing,
  SourceKey,
} from './resolved-listing';
import { noContact, type SourceAddress, type SourceFacts, type SourceState } from './source-facts';

const MAX_KEYWORDS = 40;

const codeUnits = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** The most trusted first; within a source what is open, then what was reported last. */
function byTrust(one: ListingSource, other: ListingSource): number {
  return (
    FACT_SOURCES.indexOf(one.source) - FACT_SOURCES.indexOf(other.source) ||
    Number(one.facts.status.state === 'closed') - Number(other.facts.status.state === 'closed') ||
    codeUnits(other.reportedOn, one.reportedOn) ||
    codeUnits(one.sourceId, other.sourceId)
  );
}

/** Takes facts from the sources in their order, and notes which sources each fact came from. */
class SourceResolver {
  readonly factSources: Partial<Record<Fact, SourceKey>> = {};
  /** Of facts that are made of several things. */
  private readonly others: Partial<Record<Fact, SourceKey[]>> = {};
  private readonly services: Partial<Record<ServiceAnswer, SourceKey>> = {};

  constructor(readonly sources: readonly ListingSource[]) {}

  /** The sources beside the first of facts that have several. */
  get otherSources(): Pick<ListingDetails, 'otherSources'> {
    return Object.keys(this.others).length === 0 ? {} : { otherSources: this.others };
  }

  /** Which source each answer about services came from, where they have several. */
  get serviceSources(): Pick<ListingDetails, 'serviceSources'> {
    return this.others.services === undefined ? {} : { serviceSources: this.services };
  }

  /** An answer about services, of the first source that has one. */
  service<K extends ServiceAnswer>(name: K): SourceFacts['attributes'][K] | null {
    for (const source of this.sources) {
      const value = source.facts.attributes[name];
      if (value === null) continue;
      this.note('services', source);
      this.services[name] = { source: source.source, sourceId: source.sourceId };
      return value;
    }
    return null;
  }

  /** The value of the first source that has one; noted as a source of the fact. */
  first<T>(fact: Fact, read: (facts: SourceFacts) => T | null): T | null {
    for (const source of this.sources) {
      const value = read(source.facts);
      if (value === null) continue;
      this.note(fact, source);
      return value;
    }
    return null;
  }

  /** The values of some sources together, the most trusted first; each that has any is noted. */
  union(
    fact: Fact,
    read: (facts: SourceFacts) => readonly string[],
    sources: readonly ListingSource[] = this.sources,
  ): string[] {
    return sources.flatMap((source) => {
      const values = read(source.facts);
      if (values.length > 0) this.note(fact, source);
      return values;
    });
  }

  private note(fact: Fact, { source, sourceId }: ListingSource): void {
    const first = (this.factSources[fact] ??= { source, sourceId });
    const noted = [first, ...(this.others[fact] ?? [])];
    if (noted.some((one) => one.source === source && one.sourceId === sourceId)) return;
    this.others[fact] = [...noted.slice(1), { source, sourceId }];
  }
}

/**
 * Open or closed as the most trusted source says. An agent's closing is the last word of the page's profile on it: what the
 * owner says of it later takes its place there. Owners of pages and lists of territories report "open" by default: a
 * closing that the register dates after their report overrides it.
 */
function speakerOnState(sources: readonly ListingSource[]): ListingSource | undefined {
  const [first] = sources;
  const town = sources.find(({ source, facts }) => source === 'agent' && facts.status.state === 'closed');
  if (town || first === undefined) return town;
  const register = sources.find(({ source }) => source === 'sirene');
  const isSilent = first.facts.status.state === 'open' && isAbove(first.source, 'sirene');
  if (isSilent && register?.facts.status.state === 'closed') {
    const since = register.facts.status.since ?? register.reportedOn;
    if (since > first.reportedOn) return register;
  }
  return first;
}

/** The same, noted as the source of a closing: that a business is open is what everybody takes it for. */
function stateOf({ sources, factSources }: SourceResolver): SourceState {
  const speaker = speakerOnState(sources);
  if (!speaker) return { state: 'closed', since: null };
  const { source, sourceId, facts } = speaker;
  if (facts.status.state === 'closed') factSources.state = { source, sourceId };
  return facts.status;
}

/** Whether one kind of source is more trusted than another. */
const isAbove = (one: FactSource, other: FactSource): boolean =>
  FACT_SOURCES.indexOf(one) < FACT_SOURCES.indexOf(other);

/** The owner of the page, or an agent for the owner: what they report is complete, and no other source adds to it. */
const isOwnSource = ({ source }: ListingSource): boolean => source === 'merchant' || source === 'agent';

const isOwners = ({ source }: ListingSource): boolean => source === 'merchant';

/** An address is taken whole: a number of one source before the street of another would be nowhere. */
function addressOf(
  resolver: SourceResolver,
  communes: ReadonlyMap<string, ListingCommune>,
): SourceAddress | null {
  const inTerritory = ({ address }: SourceFacts): SourceAddress | null =>
    address.communeCode !== null && communes.has(address.communeCode) ? address : null;
  return (
    resolver.first('address', (facts) => (facts.address.street === null ? null : inTerritory(facts))) ??
    resolver.first('address', inTerritory)
  );
}

/** "12 bis rue Sainte-Catherine"; the street alone where no number is known. */
function lineOf({ number, repetition, street }: SourceAddress): string | null {
  if (street === null) return null;
  return number === null
    ? capitalised(street)
    : [number, repetition ?? '', street].join(' ').replace(/ {2}/, ' ');
}

const isOnEarth = ({ longitude, latitude }: { longitude: number; latitude: number }): boolean =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85;

/** The point of the door, where a source knows it; else the commune's centre. */
function positionOf(resolver: SourceResolver, commune: ListingCommune): ListingPosition {
  const exact = resolver.first('position', ({ position }) =>
    position?.precision === 'address' && isOnEarth(position) ? position : null,
  );
  if (exact !== null) return exact;
  return { longitude: commune.longitude, latitude: commune.latitude, precision: 'commune' };
}

/**
 * Each keyword once, whatever its accents, as the most trusted source writes it; the owner's alone, where the owner said
 * which they are.
 */
function keywordsOf(resolver: SourceResolver): string[] {
  const byFolded = new Map<string, string>();
  const all = resolver.sources.find((source) => isOwnSource(source) && source.facts.hasAllKeywords === true);
  const words = resolver.union('keywords', ({ keywords }) => keywords, all ? [all] : resolver.sources);
  for (const word of words) {
    const folded = foldText(word);
    if (!byFolded.has(folded)) byFolded.set(folded, word);
  }
  return [...byFolded.values()].slice(0, MAX_KEYWORDS);
}

/** The means of payment that the owner reports, none of them where the owner takes them all off; or else those of all other sources together. */
function paymentOf(resolver: SourceResolver): string[] {
  const own = resolver.sources.find(
    (source) =>
      isOwnSource(source) &&
      (source.facts.attributes.payment.length > 0 || source.facts.hasNoPayment === true),
  );
  const read = ({ attributes }: SourceFacts): readonly string[] => attributes.payment;
  return [...new Set(resolver.union('payment', read, own ? [own] : resolver.sources))].sort(codeUnits);
}

function detailsOf(resolver: SourceResolver, complement: string | null): ListingDetails {
  const attribute = <K extends keyof SourceFacts['attributes']>(fact: Fact, name: K) =>
    resolver.first(fact, ({ attributes }) => attributes[name]);
  return {
    complement,
    siren: resolver.first('legal', ({ siren }) => siren),
    legalName: resolver.first('legal', ({ legalName }) => legalName),
    legalCategory: resolver.first('legal', ({ legalCategory }) => legalCategory),
    naf: resolver.first('legal', ({ naf }) => naf),
    brand: attribute('brand', 'brand'),
    website: resolver.first('website', ({ contact }) => contact.website),
    email: resolver.first('email', ({ contact }) => contact.email),
    wheelchair: attribute('access', 'wheelchair'),
    payment: paymentOf(resolver),
    delivery: resolver.service('delivery'),
    takeaway: resolver.service('takeaway'),
    appointment: resolver.service('appointment'),
    outdoorSeating: resolver.service('outdoorSeating'),
    keywords: keywordsOf(resolver),
    factSources: resolver.factSources,
    ...resolver.otherSources,
    ...resolver.serviceSources,
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
  factSources: {},
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
 * Partial diffusion of one source masks the whole: another source's facts about the same business would reveal what the
 * register may not. Its SIRET is stored, so that the next import recognises it.
 */
function maskedListing(
  resolver: SourceResolver,
  communes: ReadonlyMap<string, ListingCommune>,
): ResolvedListing {
  const status = stateOf(resolver);
  return {
    ...hiddenListing('masked'),
    state: status.state,
    closedOn: status.state === 'closed' ? status.since : null,
    category: resolver.first('category', ({ category }) => category),
    siret: resolver.first('legal', ({ siret }) => siret),
    commune: addressOf(resolver, communes)?.communeCode ?? null,
  };
}

const nowhere = { number: null, repetition: null, street: null, complement: null };

/** The sources without the places of those that have the business where it was before. */
function withOnePlace(sources: readonly ListingSource[]): readonly ListingSource[] {
  const relocated = sources.find(({ facts }) => facts.relocated === true);
  if (!relocated) return sources;
  return sources.map((source) => {
    if (source === relocated) return source;
    const address = { ...source.facts.address, ...nowhere, postalCode: null, communeCode: null };
    return { ...source, facts: { ...source.facts, address, position: null } };
  });
}

/**
 * The sources of a business that the register may not show and its owner does: the owner's words, and of the others the
 * commune, what it does, its number to be known by and, where the owner says so, its address.
 */
function disclosedSources(sources: readonly ListingSource[], address: boolean): ListingSource[] {
  return sources.map((source) => {
    const { facts } = source;
    if (isOwnSource(source) && address) return source;
    if (isOwnSource(source))
      return { ...source, facts: { ...facts, address: { ...facts.address, ...nowhere }, position: null } };
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

/** The closures of the most trusted sources, each kind from the first that has any: a fact of its own beside the week. */
function closuresOf(resolver: SourceResolver): Closures | null {
  const first = <K extends keyof Closures>(kind: K): Closures[K] | null =>
    resolver.first(kind, ({ closures }) => closures?.[kind] ?? null);
  const closures = {
    publicHolidays: first('publicHolidays'),
    exceptions: first('exceptions'),
    vacations: first('vacations'),
  };
  return Object.values(closures).every((kind) => kind === null) ? null : closures;
}

function hoursOf(resolver: SourceResolver): HoursTexts | null {
  const texts = resolver.first('hours', ({ openingHoursText, otherHours }) =>
    openingHoursText === null && Object.keys(otherHours).length === 0
      ? null
      : { openingHoursText, otherHours },
  );
  const closures = closuresOf(resolver);
  if (closures === null) return texts;
  return { ...(texts ?? { openingHoursText: null, otherHours: {} }), closures };
}

function visibilityOf(
  sources: readonly ListingSource[],
  name: string | null,
  commune: ListingCommune | undefined,
): ResolvedListing['visibility'] {
  if (sources.some(({ facts }) => facts.hidden === true) && !sources.some(isOwners)) return 'not-public';
  // One source that saw a place open to the public is enough: the register's rule is a guess from the activity.
  if (commune === undefined || sources.every(({ facts }) => facts.notPublic !== null)) return 'not-public';
  return name === null ? 'nameless' : 'public';
}

/**
 * One listing from its sources, fact by fact: the merchant before the town's agent, before the territory's list,
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
  const resolver = new SourceResolver(withOnePlace([...sources].sort(byTrust)));
  if (sources.some(({ facts }) => facts.partialDiffusion)) {
    const disclosed = sources.find(({ source }) => source === 'merchant')?.facts.disclosed;
    if (!disclosed) return maskedListing(resolver, communes);
    return resolveListing(disclosedSources(sources, disclosed.address), communes);
  }
  const status = stateOf(resolver);
  const name = resolver.first('name', ({ displayName }) => displayName);
  const address = addressOf(resolver, communes);
  const commune = communes.get(address?.communeCode ?? '');
  const visibility = visibilityOf(sources, name, commune);
  const position = commune === undefined ? null : positionOf(resolver, commune);
  const category = resolver.first('category', (facts) => facts.category);
  const siret = resolver.first('legal', (facts) => facts.siret);
  const phone = resolver.first('phone', ({ contact }) => contact.phone);
  const hours = hoursOf(resolver);
  const details = detailsOf(resolver, address?.complement ?? null);
  const isClaimed = sources.some(isOwners);
  return {
    visibility,
    state: status.state,
    closedOn: status.state === 'closed' ? status.since : null,
    name,
    category,
    siret,
    commune: commune?.code ?? null,
    street: address?.street == null ? null : capitalised(address.street),
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
