import type { CorrectionView, DecideCorrection, PinPlace } from '@halles/contracts';

/** A place that somebody asks for, in the fields of a form. */
export type RequestedPlace = NonNullable<CorrectionView['place']>;

/** The address that an agent accepts in the place of the one that was asked for. */
export type EditedAddress = NonNullable<Extract<DecideCorrection, { decision: 'accept' }>['address']>;

/** The same as it is typed. */
export interface PlaceEntry {
  readonly line: string;
  readonly complement: string;
  readonly postalCode: string;
  readonly communeCode: string;
  /** Where the pin is put; null: where it is asked for, or at the door of another address. */
  readonly pin: PinPlace['pin'];
}

const FIELDS = ['line', 'complement', 'postalCode', 'communeCode'] as const;

/** A form with what is asked for. Pure. */
export const placeEntry = ({ line, complement, postalCode, communeCode }: RequestedPlace): PlaceEntry => ({
  ...{ line, complement, postalCode, communeCode },
  pin: null,
});

/** The address that is typed; null where it is the one that is asked for, with its pin. Pure. */
export function editedPlace(asked: RequestedPlace, entry: PlaceEntry): EditedAddress | null {
  const { pin } = entry;
  const isChanged = FIELDS.some((field) => entry[field].trim() !== asked[field]);
  if (!isChanged && pin === null) return null;
  return {
    line: entry.line.trim(),
    complement: entry.complement.trim() || null,
    postalCode: entry.postalCode.trim() || null,
    communeCode: entry.communeCode,
    ...(pin && { position: pin }),
  };
}
