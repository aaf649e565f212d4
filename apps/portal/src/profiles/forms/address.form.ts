import type { ListingProfile, ProfileAddress } from '@halles/contracts';
import type { FoundAddress } from '@halles/domain/listings';
import type { Degrees } from '@halles/domain/geo';
import { slugOf, typedStreet } from '@halles/domain/text';
import { isOneLine } from '@halles/contracts';
import {
  type FormValues,
  formValuesOf,
  type InputErrors,
  oneOf,
  textOf,
  textOrNull,
} from '@halles/platform/forms';
import { PLAN_SPANS, type PlanSpan } from '../place-plan';
import type { Known } from './editor-form';

export interface Commune {
  readonly code: string;
  readonly name: string;
}

/** An address as it is typed, with its pin. */
export interface TypedPlace {
  readonly line: string;
  readonly complement: string | null;
  readonly postalCode: string;
  /** Null where the territory has none of that name. */
  readonly communeCode: string | null;
  /** Where its pin stands; null while it has none. */
  readonly pin: Degrees | null;
  /** Whether the pin was placed for this address: after another one was typed it stands for the one before. */
  readonly isPinned: boolean;
  readonly span: PlanSpan;
}

/** Said by the island: the pin was placed after the address that stands there was typed. */
const HERE = '*';

/** An address in one word, by which a form knows for which one its pin was placed. */
const wordOf = (line: string, commune: string): string => slugOf(`${line} ${commune}`);

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
    placedFor: isExact ? wordOf(line, commune) : '',
    span: isExact ? 'near' : 'wide',
  });
}

/** Where the pin stands, as a form holds it. Pure. */
export const pinValues = (pin: Degrees | null) => ({
  longitude: pin === null ? '' : String(pin.longitude),
  latitude: pin === null ? '' : String(pin.latitude),
});

/** The values of a form with its pin elsewhere, for the address that stands in it. Pure. */
export const withPin = (values: FormValues, pin: Degrees): FormValues => ({
  ...values,
  ...formValuesOf({
    ...pinValues(pin),
    placedFor: wordOf(textOf(values, 'line'), textOf(values, 'commune')),
  }),
});

const DEGREES = /^-?\d{1,3}(?:\.\d{1,9})?$/;

function pinOf(values: FormValues): Degrees | null {
  const [longitude, latitude] = [textOf(values, 'longitude'), textOf(values, 'latitude')];
  if (!DEGREES.test(longitude) || !DEGREES.test(latitude)) return null;
  const pin = { longitude: Number(longitude), latitude: Number(latitude) };
  return Math.abs(pin.longitude) <= 180 && Math.abs(pin.latitude) <= 85 ? pin : null;
}

/** The commune of a name; of several of that name the one in the department of the postal code. */
function communeOf(name: string, postalCode: string, communes: readonly Commune[]): string | null {
  const slug = slugOf(name);
  const alike = communes.filter((one) => slugOf(one.name) === slug);
  return (alike.find(({ code }) => code.slice(0, 2) === postalCode.slice(0, 2)) ?? alike[0])?.code ?? null;
}

/** What stands in a form, right or wrong. Pure. */
export function typedPlace(values: FormValues, communes: readonly Commune[]): TypedPlace {
  const [line, commune] = [textOf(values, 'line'), textOf(values, 'commune')];
  const postalCode = textOf(values, 'postalCode');
  return {
    line,
    complement: textOrNull(values, 'complement'),
    postalCode,
    communeCode: commune === '' ? null : communeOf(commune, postalCode, communes),
    pin: pinOf(values),
    isPinned: [wordOf(line, commune), HERE].includes(textOf(values, 'placedFor')),
    span: oneOf(values, 'span', Object.keys(PLAN_SPANS) as PlanSpan[]) ?? 'near',
  };
}

/** What is wrong with an address. Pure. */
function errorsOfPlace({ line, complement, postalCode, communeCode }: TypedPlace): InputErrors {
  const street = typedStreet(line).street;
  return {
    ...(line === '' || street.length > 120 || !isOneLine(line) ? { line: { key: 'street' } } : {}),
    ...(complement !== null && (complement.length > 120 || !isOneLine(complement))
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
