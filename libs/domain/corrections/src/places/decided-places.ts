import { isDeepStrictEqual } from 'node:util';
import type { ProfileAddress } from '@halles/contracts';
import { type Degrees, metresBetween } from '@halles/domain/geo';
import { AddressFinder, type Listing, ListingRepository } from '@halles/domain/listings';
import { ProfileInvalid } from '@halles/domain/profiles';
import { slugOf, typedStreet } from '@halles/domain/text';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { placeLines } from './place-move';

/** A place as an agent corrects it before it is accepted. */
export interface EditedPlace {
  /** "12 bis rue Neuve". */
  readonly line: string;
  readonly complement: string | null;
  readonly postalCode: string | null;
  readonly communeCode: string;
  /** Where the pin is put; absent: it is not touched, and follows a door that the directory knows. */
  readonly position?: Degrees | undefined;
}

/** Pins nearer to each other than that are one. */
const SAME_METRES = 1;

const NO_PLACE = {
  pointer: '/address',
  message: {
    fr: 'Cette correction ne demande pas d’autre adresse.',
    en: 'This correction asks for no other address.',
  },
};

const AS_BEFORE = {
  pointer: '/address/line',
  message: {
    fr: 'C’est l’adresse que la page montre déjà\u00a0: écrivez-en une autre, ou refusez la demande.',
    en: 'This is the address that the page shows already: write another one, or refuse the request.',
  },
};

/** An address as people write its street: "12 bis rue Neuve". Pure. */
export const addressLine = ({
  number,
  repetition,
  street,
}: Pick<ProfileAddress, 'number' | 'repetition' | 'street'>): string =>
  [number, repetition, street].filter(Boolean).join(' ');

/** Where an agent puts a business in the place of where it asked to be. */
@Injectable()
export class DecidedPlaces {
  constructor(
    private readonly addresses: AddressFinder,
    private readonly listings: ListingRepository,
  ) {}

  /**
   * @param asked what waits, where it is a place
   * @returns null where the edit changes nothing of what was asked for
   * @throws ProfileInvalid where no place was asked for, or the page is there already
   */
  async placeOf(
    tx: TenantTx,
    listingId: number,
    asked: ProfileAddress | null | undefined,
    edit: EditedPlace,
  ): Promise<ProfileAddress | null> {
    if (!asked) throw new ProfileInvalid({}, [NO_PLACE]);
    const { line, complement, postalCode, communeCode } = edit;
    const isSameDoor = line === addressLine(asked) && communeCode === asked.communeCode;
    const { number, repetition, street, position } = isSameDoor
      ? asked
      : ((await this.addresses.find(tx, { line, communeCode, except: listingId })) ?? {
          ...typedStreet(line),
          position: null,
        });
    const place = {
      ...{ number, repetition, street, complement, postalCode, communeCode },
      // Of a door that nobody knows, the pin of who asked is the best word there is.
      position: edit.position ?? position ?? asked.position,
    };
    if (isDeepStrictEqual(place, { ...asked, complement: asked.complement ?? null })) return null;
    if (await this.isThere(tx, listingId, place)) throw new ProfileInvalid({}, [AS_BEFORE]);
    return place;
  }

  private async isThere(tx: TenantTx, listingId: number, place: ProfileAddress): Promise<boolean> {
    const listing = await this.listings.find(tx, listingId);
    return (
      listing !== null && isSamePin(listing, place) && wordsOf(listing) === slugOf(linesOf(place, listing))
    );
  }
}

const isSamePin = ({ position }: Listing, place: ProfileAddress): boolean =>
  position?.precision === 'address' && place.position
    ? metresBetween(position, place.position) < SAME_METRES
    : place.position === null && position?.precision !== 'address';

const linesOf = (place: ProfileAddress, { address }: Listing): string =>
  place.communeCode === address.communeCode
    ? placeLines(place, [{ code: address.communeCode, name: address.communeName ?? '' }]).join(' ')
    : '';

const wordsOf = ({ address }: Listing): string =>
  slugOf(
    [address.complement, address.line ?? address.street, address.postalCode, address.communeName]
      .filter(Boolean)
      .join(' '),
  );
