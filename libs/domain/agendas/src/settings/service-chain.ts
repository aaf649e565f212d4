import type { AgendaResource, AgendaService } from './agenda';
import type { BookingPart } from '../bookings/booking';

const sum = (numbers: readonly number[]): number => numbers.reduce((whole, one) => whole + one, 0);

/** Texts one after the other, none of them twice; null where there is none. Pure. */
const joined = (texts: readonly (string | null)[]): string | null => {
  const known = new Set(texts.filter((text) => text !== null));
  return known.size === 0 ? null : [...known].join('\n');
};

/** What several services cost together: nothing is said where nothing is said of one of them. Pure. */
function pricesOf(parts: readonly AgendaService[]): Pick<AgendaService, 'priceCents' | 'priceMaxCents'> {
  const least = parts.flatMap(({ priceCents }) => (priceCents === null ? [] : [priceCents]));
  if (least.length < parts.length) return { priceCents: null, priceMaxCents: null };
  const most = parts.map(({ priceCents, priceMaxCents }) => priceMaxCents ?? priceCents ?? 0);
  const hasBand = parts.some(({ priceMaxCents }) => priceMaxCents !== null);
  return { priceCents: sum(least), priceMaxCents: hasBand ? sum(most) : null };
}

/** Questions of several services: one that two of them ask is asked once. Pure. */
function questionsOf(parts: readonly AgendaService[]): AgendaService['questions'] {
  const known = new Map<string, AgendaService['questions'][number]>();
  for (const question of parts.flatMap(({ questions }) => questions))
    if (!known.has(question.label)) known.set(question.label, question);
  return [...known.values()];
}

/**
 * Several services as one that is booked, one after the other without a gap: as long and as dear as all of them, asking what each
 * asks, under the strictest of their rules. Pure.
 * @param first in the length that is booked, as are the others
 * @param usualNotice minutes before the time until which one may cancel, of services that say nothing of it
 */
export function chainOf(
  first: AgendaService,
  further: readonly AgendaService[],
  usualNotice: number,
): AgendaService {
  if (further.length === 0) return first;
  const parts = [first, ...further];
  return {
    ...first,
    parts,
    ...{ name: parts.map(({ name }) => name).join(' + '), description: null },
    ...{ duration: sum(parts.map(({ duration }) => duration)), durations: [] },
    bufferBefore: Math.max(...parts.map(({ bufferBefore }) => bufferBefore)),
    bufferAfter: Math.max(...parts.map(({ bufferAfter }) => bufferAfter)),
    partyMin: Math.max(...parts.map(({ partyMin }) => partyMin)),
    partyMax: Math.min(...parts.map(({ partyMax }) => partyMax)),
    ...pricesOf(parts),
    resourceIds: [...new Set(parts.flatMap(({ resourceIds }) => resourceIds))],
    instructionsBefore: joined(parts.map(({ instructionsBefore }) => instructionsBefore)),
    cancellationNotice: Math.max(...parts.map(({ cancellationNotice }) => cancellationNotice ?? usualNotice)),
    cancellationNote: joined(parts.map(({ cancellationNote }) => cancellationNote)),
    isSensitive: parts.some(({ isSensitive }) => isSensitive),
    choosesPerson: parts.some(({ choosesPerson }) => choosesPerson),
    questions: questionsOf(parts),
    seriesMost: null,
  };
}

/** Minutes that a booking lasts at most, whatever is booked in a row. */
const LONGEST = 1_440;

/** Whether services one after the other are not longer than a booking may be. Pure. */
export const isWithinDay = (parts: readonly Pick<AgendaService, 'duration'>[]): boolean =>
  sum(parts.map(({ duration }) => duration)) <= LONGEST;

/**
 * Whether a service may follow another one in the same booking: both at the same place, neither at times of its own, and not a
 * follow-up, which has somebody of its own. Pure.
 */
export const mayFollow = (first: AgendaService, other: AgendaService): boolean =>
  other.isActive &&
  !first.isGroup &&
  !other.isGroup &&
  !other.keepsPerson &&
  (first.venue === 'shop' || first.venue === 'home') &&
  other.venue === first.venue &&
  other.postcodes.join() === first.postcodes.join() &&
  Math.max(first.partyMin, other.partyMin) <= Math.min(first.partyMax, other.partyMax);

/** The services of a booking as they were booked, whatever became of them; null where one is gone. Pure. */
export function bookedChain(
  parts: readonly BookingPart[],
  services: readonly (AgendaService | null)[],
): AgendaService | null {
  const booked = parts.flatMap(({ name, duration, priceCents, priceMaxCents }, index) => {
    const service = services[index];
    return service ? [{ ...service, name, duration, priceCents, priceMaxCents }] : [];
  });
  const [first, ...further] = booked;
  return first && booked.length === parts.length ? chainOf(first, further, 0) : null;
}

/** A service with somebody or something of its agenda: of each kind one is taken, of this kind this one. Pure. */
export function servedBy(
  service: AgendaService,
  wanted: Pick<AgendaResource, 'id' | 'kind'>,
  resources: readonly Pick<AgendaResource, 'id' | 'kind'>[],
): AgendaService {
  const others = resources.filter(({ id, kind }) => id === wanted.id || kind !== wanted.kind);
  const left = new Set(others.map(({ id }) => id));
  const served = <T extends AgendaService>(one: T): T =>
    one.resourceIds.includes(wanted.id)
      ? { ...one, resourceIds: one.resourceIds.filter((id) => left.has(id)) }
      : one;
  return service.parts ? { ...service, parts: service.parts.map(served) } : served(service);
}

/** What a booking keeps of its services, with who and what each takes; null of one alone. Pure. */
export const partsOf = (
  { parts }: Pick<AgendaService, 'parts'>,
  { assigned }: { readonly assigned: readonly (readonly string[])[] },
): BookingPart[] | null =>
  parts?.map(({ id, name, duration, priceCents, priceMaxCents }, index) => ({
    ...{ serviceId: id, name, duration, priceCents, priceMaxCents },
    resourceIds: assigned[index] ?? [],
  })) ?? null;
