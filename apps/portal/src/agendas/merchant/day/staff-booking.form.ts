import {
  type BookingInput,
  bookingInputSchema,
  CALM_KINDS,
  type FurtherService,
  MAX_PARTY,
  severalLines,
} from '@halles/contracts';
import {
  defineForm,
  formReader,
  type FormReader,
  type FormValues,
  type InputErrors,
  textOf,
  wholeNumber,
} from '@halles/platform/forms';
import { PASSED_RULES, type PassedRule } from '@halles/domain/agendas';
import { instantOf } from '@halles/domain/hours';
import { z } from 'zod';
import { clockTimeOrNone } from '../../clock-time';
import { type Repeat, repeatOf } from '../../series.form';
import { furtherIn, readServiceChoice } from '../../../agenda-offers';
import { isUuid } from '../../../params';
import { readPhone } from '../../../profiles';

/** Name of the hidden field with the key of the entry: sent twice, it is one booking. */
export const ENTRY = 'entry';

/** Says that who enters it was told of the limit of this person. */
export const SURE = 'sure';

/** Names the rules that who enters it was told of, and passes over. */
export const PASSED = 'malgre';

/** The rules that a form names; what is none counts as nothing. Pure. */
export const passedIn = (text: string): PassedRule[] => {
  const named = new Set(text.split(','));
  return PASSED_RULES.filter((rule) => named.has(rule));
};

/** The minute of "10:15"; null where it is none. Pure. */
export function minuteOfClock(text: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined ? null : Number(hour) * 60 + Number(minute);
}

/** The fields of what follows the service in the same booking, in order. */
export const FOLLOWING = ['puis1', 'puis2', 'puis3'] as const;

const serviceAsked = z.string().transform((text, context) => {
  const read = readServiceChoice(text);
  if (read === null) context.addIssue({ code: 'custom', input: text });
  return read ?? z.NEVER;
});
const serviceOrNone = z.union([z.literal('').transform(() => null), serviceAsked]).default(null);

/** What is asked for first: which service, what follows it, on which day, for how many. */
export const staffTimesForm = defineForm({
  texts: 'agenda.new',
  schema: z.object({
    prestation: serviceAsked,
    ...{ puis1: serviceOrNone, puis2: serviceOrNone, puis3: serviceOrNone },
    jour: z.string().min(1),
    personnes: wholeNumber(1, MAX_PARTY),
    avec: z.union([z.literal('').transform(() => null), z.uuid()]),
    besoin: z.union([z.literal('').transform(() => null), z.enum(CALM_KINDS)]).default(null),
  }),
  fields: {
    prestation: { control: 'select' },
    puis1: { control: 'select', isUnmarked: true },
    puis2: { control: 'select', isUnmarked: true },
    puis3: { control: 'select', isUnmarked: true },
    jour: { type: 'date', isShort: true, maxlength: 10 },
    personnes: { inputmode: 'numeric', isShort: true, maxlength: 2 },
    avec: { control: 'select' },
    besoin: { control: 'select', isUnmarked: true },
  },
});

/** What follows the service, as it was sent; what is none counts as nothing. Pure. */
export const followingIn = (values: FormValues): FurtherService[] =>
  furtherIn(FOLLOWING.map((name) => textOf(values, name)).join(','));

/** Who comes at one of the times. */
export const staffBookingForm = defineForm({
  texts: 'agenda.new',
  schema: z.object({
    startsAt: z
      .string()
      .regex(/^\d{0,15}$/)
      .transform((text) => (text === '' ? null : Number(text))),
    autreHeure: clockTimeOrNone().default(null),
    name: bookingInputSchema.shape.name,
    guestName: z.union([
      z.literal('').transform(() => null),
      bookingInputSchema.shape.guestName.unwrap().unwrap(),
    ]),
    phone: z.string().max(40),
    email: z.union([z.literal('').transform(() => null), bookingInputSchema.shape.email.unwrap().unwrap()]),
    note: severalLines(1_000, 0),
    repeter: z
      .string()
      .regex(/^[1-4]?$/)
      .default(''),
    fois: z.string().max(4).default(''),
  }),
  fields: {
    startsAt: { control: 'select' },
    autreHeure: { type: 'time', isShort: true, maxlength: 5, isUnmarked: true },
    name: { autocomplete: 'off', maxlength: 100 },
    guestName: { autocomplete: 'off', maxlength: 100 },
    phone: { type: 'tel', inputmode: 'tel', autocomplete: 'off', maxlength: 40 },
    email: { type: 'email', inputmode: 'email', autocomplete: 'off', maxlength: 254 },
    note: { control: 'text', isShort: true, maxlength: 1_000 },
    repeter: { control: 'select', isUnmarked: true },
    fois: { inputmode: 'numeric', isShort: true, maxlength: 2, isUnmarked: true },
  },
});

/** A booking that is entered, and how often it is repeated. */
export interface EnteredBooking {
  readonly input: BookingInput;
  /** Null: it is one alone. */
  readonly repeat: Repeat | null;
}

/** Where a shop is: by which a phone is read, and a time of the clock is one of a day. */
export interface EntryPlace {
  readonly department: string;
  readonly timeZone: string;
  /** Number of a day as it is typed; null where it is none. */
  readonly dayOf: (text: string) => number | null;
}

/** A place whose days are typed, by whose clock. */
export type ClockPlace = Pick<EntryPlace, 'timeZone' | 'dayOf'>;

/** The time that is chosen among the free ones, or typed: where both are said, they are the same. Pure. @returns what is wrong else */
export function chosenTime(
  {
    startsAt,
    autreHeure,
    jour,
  }: { readonly startsAt: number | null; readonly autreHeure: number | null; readonly jour: string },
  { timeZone, dayOf }: ClockPlace,
): number | { readonly field: string; readonly key: string } {
  const day = dayOf(jour);
  const typed = autreHeure === null || day === null ? null : instantOf(timeZone, day, autreHeure);
  if (typed !== null && startsAt !== null && typed !== startsAt)
    return { field: 'autreHeure', key: 'twoTimes' };
  return typed ?? startsAt ?? { field: 'startsAt', key: 'startsAt' };
}

/** A booking that the shop enters for somebody, at a time that is chosen or at another one that is typed: where both are said, they are the same. */
export const staffBookingReader = ({
  department,
  timeZone,
  dayOf,
}: EntryPlace): FormReader<EnteredBooking> => ({
  read(posted) {
    const fields = staffBookingForm.read(posted);
    const asked = staffTimesForm.read(posted);
    return formReader<EnteredBooking>((values) => {
      const phone = readPhone(textOf(values, 'phone'), department);
      const errors: InputErrors = {
        ...(asked.ok ? {} : asked.errors),
        ...(fields.ok ? {} : fields.errors),
        ...('error' in phone ? { phone: phone.error } : {}),
      };
      if (!fields.ok || !asked.ok || 'error' in phone || Object.keys(errors).length > 0) return { errors };
      const { email, name, guestName, note } = fields.input;
      const startsAt = chosenTime({ ...fields.input, jour: asked.input.jour }, { timeZone, dayOf });
      if (typeof startsAt !== 'number') return { errors: { [startsAt.field]: { key: startsAt.key } } };
      if (email === null && phone.value === null) return { errors: { phone: { key: 'contact' } } };
      const entry = textOf(values, ENTRY);
      const repeat = repeatOf(fields.input.repeter, fields.input.fois);
      if (repeat === undefined) return { errors: { fois: { key: 'fois' } } };
      const further = followingIn(values);
      return {
        input: {
          repeat,
          input: {
            ...{ name, guestName, email, startsAt, phone: phone.value },
            ...{ serviceId: asked.input.prestation.id, party: asked.input.personnes },
            ...(further.length === 0 ? {} : { further }),
            personId: asked.input.avec,
            need: asked.input.besoin,
            note: note === '' ? null : note,
            holdId: null,
            ...{ duration: asked.input.prestation.duration, address: null, accepts: true, answers: [] },
            idempotencyKey: isUuid(entry) ? entry : crypto.randomUUID(),
          },
        },
      };
    }).read(posted);
  },
});

type AskedName = 'prestation' | 'jour' | 'personnes' | 'avec' | 'besoin' | (typeof FOLLOWING)[number];

/** What of the form the address asks for. Pure. */
export const askedValues = (
  asked: Readonly<Partial<Record<AskedName, string | undefined>>>,
  { service, day }: { readonly service: string; readonly day: string },
): FormValues => ({
  prestation: [asked.prestation ?? service],
  jour: [asked.jour ?? day],
  personnes: [asked.personnes ?? '1'],
  avec: [asked.avec ?? ''],
  besoin: [asked.besoin ?? ''],
  ...Object.fromEntries(FOLLOWING.map((name) => [name, [asked[name] ?? '']])),
});
