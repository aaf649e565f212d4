import type { ListingProfile, ProfileAddress } from '@halles/contracts';
import type { FoundAddress } from '@halles/domain/listings';
import { typedStreet } from '@halles/domain/text';
import { isOneLine } from '@halles/contracts';
import { type FormValues, formValuesOf, type InputErrors } from '@halles/platform/forms';
import { type Commune, pinValues, placeWord, type TypedPlace } from '../../places';
import type { Known } from './editor-form';

const lineOf = ({ number, repetition, street }: ProfileAddress): string =>
  [number, repetition, street].filter(Boolean).join(' ');

/** The form filled in with what is said, else with what the public reads. Pure. */
export function fillAddress(
  { address }: Pick<ListingProfile, 'address'>,
  { listing }: Pick<Known, 'listing'>,
  communes: readonly Commune[],
): FormValues {
  const shown = listing?.address;
  const line = address ? lineOf(address) : (shown?.line ?? shown?.street ?? '');
  const code = address?.communeCode ?? shown?.communeCode;
  const commune = communes.find((one) => one.code === code)?.name ?? '';
  const point = address ? address.position : (listing?.position ?? null);
  const isExact = address ? address.position !== null : listing?.position?.precision === 'address';
  return formValuesOf({
    line,
    complement: address ? address.complement : (shown?.complement ?? null),
    postalCode: address ? address.postalCode : (shown?.postalCode ?? null),
    commune,
    ...pinValues(point),
    placedFor: isExact ? placeWord(line, commune) : '',
    span: isExact ? 'near' : 'wide',
  });
}

/** Longest street and longest complement, characters; a number stands before the street. */
const LONGEST = 120;
const LONGEST_LINE = 160;

/** What is wrong with an address. Pure. */
function errorsOfPlace({ line, complement, postalCode, communeCode }: TypedPlace): InputErrors {
  const isLong = line.length > LONGEST_LINE || typedStreet(line).street.length > LONGEST;
  return {
    ...(line === '' || !isOneLine(line) ? { line: { key: 'street' } } : {}),
    ...(isLong ? { line: { key: 'tooLong', words: { most: String(LONGEST) } } } : {}),
    ...(complement !== null && (complement.length > LONGEST || !isOneLine(complement))
      ? { complement: { key: 'oneLine' } }
      : {}),
    ...(/^\d{5}$/.test(postalCode) ? {} : { postalCode: { key: 'postalCode' } }),
    ...(communeCode === null ? { commune: { key: 'commune' } } : {}),
  };
}

/**
 * The address as a profile says it; what is wrong with it otherwise. A pin that was placed for another address gives way to
 * the door that the directory knows; where it knows none the pin is to be placed. Pure.
 */
export function readAddress(
  typed: TypedPlace,
  found: FoundAddress | null,
): { readonly address: ProfileAddress } | { readonly errors: InputErrors } {
  const errors = errorsOfPlace(typed);
  if (Object.keys(errors).length > 0 || typed.communeCode === null) return { errors };
  const position = typed.isPinned ? typed.pin : (found?.position ?? null);
  if (position === null) return { errors: { pin: { key: 'pin' } } };
  const { number, repetition, street } = found ?? typedStreet(typed.line);
  const { complement, postalCode, communeCode } = typed;
  const { longitude, latitude } = position;
  return {
    address: {
      number,
      repetition,
      street,
      complement,
      postalCode,
      communeCode,
      position: { longitude, latitude },
    },
  };
}
