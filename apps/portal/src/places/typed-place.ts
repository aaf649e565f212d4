import { communeNamed } from '@halles/domain/corrections';
import type { Degrees } from '@halles/domain/geo';
import { slugOf } from '@halles/domain/text';
import { type FormValues, formValuesOf, oneOf, textOf, textOrNull } from '@halles/platform/forms';
import { PLAN_SPANS, type PlanSpan } from './place-plan';

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

/** An address in one word, by which a form knows for which one its pin was placed. Pure. */
export const placeWord = (line: string, commune: string): string => slugOf(`${line} ${commune}`);

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
    placedFor: placeWord(textOf(values, 'line'), textOf(values, 'commune')),
  }),
});

/** The values of a form whose plan shows more, or less. Pure. */
export const inSpan = (values: FormValues, span: PlanSpan): FormValues => ({
  ...values,
  ...formValuesOf({ span }),
});

const DEGREES = /^-?\d{1,3}(?:\.\d{1,9})?$/;

function pinOf(values: FormValues): Degrees | null {
  const [longitude, latitude] = [textOf(values, 'longitude'), textOf(values, 'latitude')];
  if (!DEGREES.test(longitude) || !DEGREES.test(latitude)) return null;
  const pin = { longitude: Number(longitude), latitude: Number(latitude) };
  return Math.abs(pin.longitude) <= 180 && Math.abs(pin.latitude) <= 85 ? pin : null;
}

/**
 * What stands in a form, right or wrong. Pure.
 * @param home the commune of an address that names none; none: every address names its own
 */
export function typedPlace(
  values: FormValues,
  communes: readonly Commune[],
  home: string | null = null,
): TypedPlace {
  const [line, commune] = [textOf(values, 'line'), textOf(values, 'commune')];
  const postalCode = textOf(values, 'postalCode');
  return {
    line,
    complement: textOrNull(values, 'complement'),
    postalCode,
    communeCode: commune === '' ? home : communeNamed(commune, postalCode, communes),
    pin: pinOf(values),
    isPinned: [placeWord(line, commune), HERE].includes(textOf(values, 'placedFor')),
    span: oneOf(values, 'span', Object.keys(PLAN_SPANS) as PlanSpan[]) ?? 'near',
  };
}
