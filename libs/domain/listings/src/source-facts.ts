import type { NotPublicReason } from '@halles/domain/categories';
import type { Closures } from './dated-days';
import type { ServiceMode } from '@halles/domain/hours';
import type { Naf, Siren, Siret } from '@halles/kernel';

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

/** What one source tells of one establishment: normalised, merged with nothing. Kept whole in `listing_source.facts`. */
export interface SourceFacts {
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
  /** The same for the hours of other modes, where the source tells them apart (`opening_hours:delivery`). */
  readonly otherHours: Readonly<Partial<Record<Exclude<ServiceMode, 'shop'>, string>>>;
  readonly contact: SourceContact;
  readonly attributes: SourceAttributes;
  readonly status: SourceState;
  /** The register forbids to show more than the activity and the commune (C. com., art. R123-232-1). */
  readonly partialDiffusion: boolean;
  /** ISO date of the source's last change. */
  readonly updatedOn: string | null;
  /** Whom to credit within the source: "service-public.fr", "La Poste"; null: the source itself. */
  readonly origin: string | null;
  /** What it sells or does, in words that are searched too. */
  readonly keywords: readonly string[];
  /** Of its owner or an agent alone: these are its keywords, and no other source adds to them. */
  readonly hasAllKeywords?: boolean;
  /** Of its owner or an agent alone: no means of payment is shown, whatever other sources tell. */
  readonly hasNoPayment?: true;
  /** Invented for the demonstration. */
  readonly demonstration: boolean;
  /** Of its owner alone: a business that the register may not show is shown all the same, with its address or without. */
  readonly disclosed?: { readonly address: boolean };
  /** The address and the point are to be taken together from here: those of other sources are where it was before. */
  readonly relocated?: true;
  /** The town's word: not for the public, as long as nobody keeps the page. */
  readonly hidden?: true;
  /** Public holidays, dated days and holidays from the page's owner, laid over the hours of any source. */
  readonly closures?: Closures;
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

/** What a source leaves that tells none of it. */
export const noMarks: Pick<SourceFacts, 'otherHours' | 'origin' | 'keywords' | 'demonstration'> =
  Object.freeze({
    otherHours: Object.freeze({}),
    origin: null,
    keywords: Object.freeze([]),
    demonstration: false,
  });
