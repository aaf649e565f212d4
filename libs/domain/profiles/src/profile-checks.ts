import { isDeepStrictEqual } from 'node:util';
import type { ProfileAddress, ProfileChanges } from '@halles/contracts';
import { categoriesOf } from '@halles/domain/categories';
import { canBeIn, metresBetween } from '@halles/domain/geo';
import { AddressFinder, departmentOf, ListingNotFound } from '@halles/domain/listings';
import { slugOf } from '@halles/domain/text';
import type { Locale } from '@halles/kernel';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { checkProfile, type ProfileContext } from './check-profile';
import { ProfileInvalid } from './profile.errors';
import { ProfileRepository } from './profile.repository';

const UNKNOWN_COMMUNE = {
  pointer: '/address/communeCode',
  message: {
    fr: 'Cette commune n’est pas dans le territoire\u00a0: pour ce portail, le commerce est fermé.',
    en: 'This commune is not in the territory: for this portal, the business is closed.',
  },
};

const FAR_PIN = {
  pointer: '/address/position',
  message: {
    fr: 'Le repère n’est pas dans cette commune\u00a0: placez-le à nouveau.',
    en: 'The pin is not in this town: place it again.',
  },
};

/** Metres within which a pin stands where the page had it, and beyond which it is not at the door that is written. */
const PIN_REACH = { same: 150, door: 250 } as const;

const pinLeftBehind = (metres: number) => ({
  pointer: '/address/position',
  message: {
    fr: `Le repère est resté à l’ancienne adresse, à ${String(metres)}\u00a0m de celle-ci\u00a0: remettez-le où il était pour qu’il suive l’adresse, puis déplacez-le.`,
    en: `The pin was left at the address of before, ${String(metres)}\u00a0m from this one: put it back for it to follow the address, then move it.`,
  },
});

/** The digits that the postal codes of a commune begin with: those of its department, 20 in Corsica. Pure. */
const postalPrefix = (communeCode: string): string => communeCode.slice(0, 2).replace(/^2[AB]$/, '20');

const foreignPostcode = (prefix: string) => ({
  pointer: '/address/postalCode',
  message: {
    fr: `Ce code postal n’est pas celui de la commune\u00a0: il commence par ${prefix}.`,
    en: `This is no postcode of this town: it begins with ${prefix}.`,
  },
});

/** So many postcodes are listed to who wrote none of them. */
const LISTED = 6;

/** @param known the most frequent first */
function otherPostcode(known: readonly string[]) {
  const listed = known.slice(0, LISTED).toSorted();
  const words = (locale: Locale): string =>
    new Intl.ListFormat(locale, { type: 'disjunction' }).format(
      known.length > LISTED ? [...listed, locale === 'fr' ? 'un autre' : 'another one'] : listed,
    );
  return {
    pointer: '/address/postalCode',
    message: {
      fr: `Ce n’est pas un code postal de cette commune\u00a0: écrivez ${words('fr')}.`,
      en: `This is no postcode of this town: write ${words('en')}.`,
    },
  };
}

/** What may be said of a page, whoever says it and whatever form it comes from. */
@Injectable()
export class ProfileChecks {
  constructor(
    private readonly profiles: ProfileRepository,
    private readonly addresses: AddressFinder,
  ) {}

  /**
   * Where a listing is, for what is checked of it.
   * @throws ListingNotFound
   */
  async contextOf(tx: TenantTx, listingId: number): Promise<ProfileContext> {
    const listing = await this.profiles.listing(tx, listingId);
    if (!listing) throw new ListingNotFound({});
    const { timeZone } = tx.ctx.tenant.settings;
    return {
      place: { timeZone, department: departmentOf(listing.communeCode) },
      tree: categoriesOf(tx.ctx),
    };
  }

  /**
   * The changes as they may be said of a listing. An address that is stored as it is sent is not checked again: what was
   * stored before a check existed, or whose commune left the territory since, must not keep its page from being changed.
   * @throws ListingNotFound
   * @throws ProfileInvalid with an error a field
   */
  async check(tx: TenantTx, listingId: number, changes: ProfileChanges): Promise<ProfileChanges> {
    const checked = checkProfile(changes, await this.contextOf(tx, listingId));
    if ('errors' in checked) throw new ProfileInvalid({}, checked.errors);
    const { address } = checked.changes;
    if (address && !(await this.isStored(tx, listingId, address))) {
      await this.checkAddress(tx, address);
      await this.checkPin(tx, listingId, address);
      await this.checkPostcode(tx, listingId, address);
    }
    return checked.changes;
  }

  /** @throws ProfileInvalid where the commune is none of the territory, or the pin cannot be in it */
  async checkAddress(
    tx: TenantTx,
    { communeCode, position }: Pick<ProfileAddress, 'communeCode' | 'position'>,
  ): Promise<void> {
    const middle = await this.addresses.middleOf(tx, communeCode);
    if (!middle) throw new ProfileInvalid({}, [UNKNOWN_COMMUNE]);
    if (position && !canBeIn(middle, position)) throw new ProfileInvalid({}, [FAR_PIN]);
  }

  /**
   * Who writes another street and nudges the pin of the one before would publish the old place under the new name.
   * @throws ProfileInvalid where the pin stands as the page has it today, and the directory knows the new address elsewhere
   */
  private async checkPin(
    tx: TenantTx,
    listingId: number,
    { number, repetition, street, communeCode, position }: ProfileAddress,
  ): Promise<void> {
    const before = position && (await this.profiles.pinOf(tx, listingId));
    if (!before || metresBetween(before, position) > PIN_REACH.same) return;
    const line = [number, repetition, street].filter(Boolean).join(' ');
    const door = (await this.addresses.find(tx, { line, communeCode, except: listingId }))?.position;
    const metres = door ? Math.round(metresBetween(door, position)) : 0;
    if (metres > PIN_REACH.door && slugOf(line) !== slugOf(before.line ?? ''))
      throw new ProfileInvalid({}, [pinLeftBehind(metres)]);
  }

  /**
   * A postcode is one that the directory has of the commune; where it has none, one of the department. What a register says
   * of the page stays possible: a few communes have the postcode of the department beside theirs.
   * @throws ProfileInvalid with those that are possible
   */
  async checkPostcode(
    tx: TenantTx,
    listingId: number,
    { postalCode, communeCode }: Pick<ProfileAddress, 'postalCode' | 'communeCode'>,
  ): Promise<void> {
    if (postalCode === null) return;
    const known = await this.addresses.postcodesOf(tx, communeCode, listingId);
    const prefix = postalPrefix(communeCode);
    if (known.length === 0 ? postalCode.startsWith(prefix) : known.includes(postalCode)) return;
    if ((await this.profiles.listing(tx, listingId))?.postalCode === postalCode) return;
    throw new ProfileInvalid({}, [known.length === 0 ? foreignPostcode(prefix) : otherPostcode(known)]);
  }

  private async isStored(tx: TenantTx, listingId: number, address: ProfileAddress): Promise<boolean> {
    return isDeepStrictEqual((await this.profiles.find(tx, listingId)).content.address, address);
  }
}
