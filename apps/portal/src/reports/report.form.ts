import {
  closedPageReportKinds,
  isAboutPlace,
  listingReportFormSchema,
  type ListingReportKind,
  openPageReportKinds,
  REPORT_MESSAGE_LENGTH,
} from '@halles/contracts';
import { type PlaceKnown, readReportedPlace } from '@halles/domain/reports';
import type { Degrees } from '@halles/domain/geo';
import type { Listing } from '@halles/domain/listings';
import {
  defineForm,
  errorsOf,
  type FormReader,
  type FormValues,
  type InputErrors,
  textOf,
} from '@halles/platform/forms';
import { InvalidInput } from '@halles/platform/http';
import type { z } from 'zod';
import { typedPlace } from '../places';

const defineReport = (kinds: readonly ListingReportKind[]) =>
  defineForm({
    texts: 'report',
    schema: listingReportFormSchema,
    fields: {
      kind: { control: 'choice', options: kinds },
      post: { control: 'hidden' },
      seen: { control: 'hidden' },
      line: { maxlength: 160, autocomplete: 'off', isUnmarked: true },
      postalCode: {
        maxlength: 5,
        inputmode: 'numeric',
        isShort: true,
        autocomplete: 'off',
        isUnmarked: true,
      },
      commune: { maxlength: 120, autocomplete: 'off', isUnmarked: true },
      // Optional but of one kind: the hint says so.
      message: { control: 'text', maxlength: REPORT_MESSAGE_LENGTH, isUnmarked: true },
      email: { type: 'email', autocomplete: 'email', inputmode: 'email', maxlength: 254 },
    },
  });

const reportForms = { open: defineReport(openPageReportKinds), closed: defineReport(closedPageReportKinds) };

/** A reader says what is wrong about a listing: whether it is open or closed for good decides what can be. */
export const reportFormOf = ({ state }: Pick<Listing, 'state'>): typeof reportForms.open =>
  reportForms[state];

/** What the form asks of a business that is somewhere else. */
export const PLACE_FIELDS = ['line', 'postalCode', 'commune'] as const;

/** What the form says, with the pin of its plan. */
type ReportForm = z.output<typeof listingReportFormSchema> & { readonly pin: Degrees | null };

/** Whether the form says that the business is somewhere else. Pure. */
export const saysPlace = (values: FormValues): boolean =>
  isAboutPlace(textOf(values, 'kind') as ListingReportKind);

/** The pin, where it was placed for the address that stands in the form. Pure. */
function pinOf(values: FormValues, { communes }: PlaceKnown): Degrees | null {
  const { pin, isPinned } = typedPlace(values, communes);
  return isPinned ? pin : null;
}

/** What is wrong with the address of a form whose pin is about to be placed; null where nothing is. Pure. */
export function errorsOfPlace(
  values: FormValues,
  pin: Degrees | null,
  known: PlaceKnown,
): InputErrors | null {
  const [line, postalCode, commune] = PLACE_FIELDS.map((name) => textOf(values, name)) as [
    string,
    string,
    string,
  ];
  const place = readReportedPlace({ kind: 'moved', line, postalCode, commune, pin }, known);
  if ('errors' in place) return errorsOf(place.errors, true);
  return place.place === null ? { line: { key: 'placeMissing' } } : null;
}

/** The form of a listing, with where the business is read as the territory knows places. */
export const reportReader = (listing: Listing, known: PlaceKnown): FormReader<ReportForm> => ({
  read(posted) {
    const reading = reportFormOf(listing).read(posted);
    if (!reading.ok) return reading;
    const { input, values } = reading;
    const pin = pinOf(values, known);
    const place = readReportedPlace({ ...input, pin }, known);
    if ('place' in place) return { ok: true, values, input: { ...input, pin } };
    const { errors } = place;
    return { ok: false, values, errors: errorsOf(errors, true), error: new InvalidInput({}, errors) };
  },
});
