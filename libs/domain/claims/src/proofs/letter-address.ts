import type { LetterAddress } from '@halles/contracts';
import type { SourceFacts } from '@halles/domain/listings';
import { displayCommune, displayStreet } from '@halles/domain/text';
import type { ClaimSubject } from '../claims/claim';
import type { ProofTrust } from './proof-trust';
import type { AddressSource } from '../letters/invitation-letter';

/** Where a letter to a business goes, line by line, as an envelope has it (NF Z 10-011: six lines of 38 characters). */
export interface KnownAddress {
  readonly lines: readonly string[];
  readonly source: AddressSource;
  readonly trust: ProofTrust;
}

const MAX_CHARACTERS = 38;

/** The sources that are trusted for the postal address of a business: the register first, a claimant never. */
const TRUSTED_SOURCES: readonly AddressSource[] = ['sirene', 'csv', 'demonstration', 'osm'];

/** A line of an envelope: capitals, no marks between words, cut at the length that sorting machines read. Pure. */
export function envelopeLine(text: string): string {
  const plain = text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp},;:.]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLocaleUpperCase('fr-FR');
  return plain.length <= MAX_CHARACTERS ? plain : plain.slice(0, MAX_CHARACTERS).replace(/\s\S*$/, '');
}

function streetOf({ number, repetition, street }: SourceFacts['address']): string | null {
  if (street === null) return null;
  return [number, repetition, street].filter((part) => part !== null && part !== '').join(' ');
}

/**
 * The address that the register, or another trusted source, has of a business; null where none has its street. One that
 * OpenStreetMap alone knows is for the town to check. Pure.
 */
export function knownAddress({ sources, name }: Pick<ClaimSubject, 'sources' | 'name'>): KnownAddress | null {
  if (sources.some(({ facts }) => facts.partialDiffusion)) return null;
  for (const trusted of TRUSTED_SOURCES) {
    for (const { facts } of sources.filter(({ source }) => source === trusted)) {
      const { address } = facts;
      const street = streetOf(address);
      if (street === null || address.postalCode === null || address.communeName === null) continue;
      const lines = [
        facts.displayName ?? name ?? facts.legalName ?? '',
        address.complement ?? '',
        street,
        `${address.postalCode} ${address.communeName}`,
      ];
      return {
        lines: lines.map(envelopeLine).filter((line) => line !== ''),
        source: trusted,
        trust: trusted === 'osm' ? 'unsure' : 'sure',
      };
    }
  }
  return null;
}

/**
 * Where a letter goes that nobody asked for, and null where none may: under the name of the page, whatever the register calls
 * the business, because a sole trader's entry is a person's name. Pure.
 */
export function invitationAddress({
  name,
  sources,
}: Pick<ClaimSubject, 'sources' | 'name'>): Pick<KnownAddress, 'lines' | 'source'> | null {
  if (name === null) return null;
  const renamed = sources.map((source) => ({ ...source, facts: { ...source.facts, displayName: name } }));
  return knownAddress({ name, sources: renamed });
}

/**
 * Where a letter goes, as a page says it: street and town of its envelope, « 12 rue Faventines, 26000 Valence », without the
 * name, which may be a person's. Null of no address. Pure.
 */
export function shownAddress(lines: readonly string[]): string | null {
  const [street = '', place = ''] = lines.slice(-2);
  const [, code = '', town = ''] = /^(\d*) ?(.*)$/s.exec(place) ?? [];
  const shownPlace = [code, displayCommune(town)].filter((part) => part !== '').join(' ');
  return [displayStreet(street), shownPlace].filter((part) => part !== '').join(', ') || null;
}

/** The lines of an address that a claimant gave, where the register hides its own. Pure. */
export const givenLines = (name: string, { street, postalCode, town }: LetterAddress): string[] =>
  [name, street, `${postalCode} ${town}`].map(envelopeLine).filter((line) => line !== '');
