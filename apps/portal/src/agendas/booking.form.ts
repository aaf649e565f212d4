import {
  type BookingAddress,
  type BookingAnswer,
  type CalmKind,
  bookedMinutes,
  bookingInputSchema,
  type FurtherService,
  MAX_PARTY,
} from '@halles/contracts';
import {
  defineForm,
  formReader,
  type FormReader,
  type InputError,
  isRepeated,
  textOf,
} from '@halles/platform/forms';
import { dayOfIso } from '@halles/domain/hours';
import { isIsoDate } from '@halles/kernel';
import { z } from 'zod';
import {
  DURATION,
  FURTHER,
  furtherIn,
  HOLD,
  INVITATION,
  NEED,
  needIn,
  PARTY,
  PERSON,
  STARTS,
} from '../agenda-offers';
import { isUuid } from '../params';
import { readPhone } from '../profiles';
import { type AskingService, readDetails } from './booking-details.form';
import { noFiles, type SentFiles } from './sent-files';

const { name, guestName, email, note } = bookingInputSchema.shape;

/** Who comes, and what they wish to say. */
export const bookingContactForm = defineForm({
  texts: 'bookings.form',
  schema: z.object({
    name,
    email: z
      .string()
      .transform((text) => (text === '' ? null : text))
      .pipe(email.unwrap()),
    phone: z.string().max(40).default(''),
    guestName: z
      .string()
      .default('')
      .transform((text) => (text.trim() === '' ? null : text))
      .pipe(guestName.unwrap()),
    note: note.unwrap(),
  }),
  fields: {
    name: { autocomplete: 'name' },
    email: { type: 'email', autocomplete: 'email', inputmode: 'email', isUnmarked: true },
    phone: { type: 'tel', autocomplete: 'tel', inputmode: 'tel', isUnmarked: true },
    guestName: { autocomplete: 'off', maxlength: 100 },
    note: { control: 'text', isShort: true, maxlength: 1_000 },
  },
});

/** What somebody fills in to book. */
export interface WrittenBooking {
  readonly startsAt: number;
  readonly holdId: string | null;
  readonly party: number;
  readonly name: string;
  readonly guestName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
  /** Minutes; null: as long as usual. */
  readonly duration: number | null;
  /** What follows it in the same booking. */
  readonly further: FurtherService[];
  /** Whom they chose; null: anybody. */
  readonly personId: string | null;
  /** What they said that they need; null: nothing. */
  readonly need: CalmKind | null;
  readonly address: BookingAddress | null;
  readonly accepts: boolean;
  readonly answers: readonly BookingAnswer[];
}

/** An instant as the pages write it; null for anything else. Pure. */
export const instantIn = (text: string): number | null => (/^\d{12,14}$/.test(text) ? Number(text) : null);

/** Number of the first day of a month as the pages write it; null for anything else. Pure. */
export const monthIn = (text: string): number | null =>
  isIsoDate(`${text}-01`) ? dayOfIso(`${text}-01`) : null;

/** A number of people as the pages write it; null for anything else. Pure. */
export function partyIn(text: string): number | null {
  const party = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return party >= 1 && party <= MAX_PARTY ? party : null;
}

/** A key as the pages write it; null for anything else. Pure. */
export const uuidIn = (text: string): string | null => (isUuid(text) ? text : null);

/** A length of a booking, in minutes, as the pages write it; null for anything else. Pure. */
export const durationIn = (text: string): number | null =>
  bookedMinutes
    .nullable()
    .catch(null)
    .parse(/^[1-9]\d{0,3}$/.test(text) ? Number(text) : null);

/** @param department INSEE code of the shop's department, by which a phone is read */
export const bookingForm = (
  department: string,
  service: AskingService,
  files: SentFiles = noFiles(),
): FormReader<WrittenBooking> => ({
  read(posted) {
    const contact = bookingContactForm.read(posted);
    const { errors: missing, ...details } = readDetails(posted, service, files);
    return formReader<WrittenBooking>((values) => {
      const phone = readPhone(textOf(values, 'phone'), department);
      const [startsAt, party] = [instantIn(textOf(values, STARTS)), partyIn(textOf(values, PARTY))];
      const errors: Record<string, InputError> = {
        ...(contact.ok ? {} : contact.errors),
        ...('error' in phone ? { phone: phone.error } : {}),
        ...missing,
        ...(startsAt === null ? { [STARTS]: { key: 'time' } } : {}),
        ...(party === null ? { [PARTY]: { key: 'party' } } : {}),
      };
      const hasEmail = !isRepeated(values, 'email') && textOf(values, 'email') !== '';
      if (!('error' in phone) && phone.value === null) {
        if (service.venue === 'phone') errors['phone'] = { key: 'phoneNeeded' };
        else if (!hasEmail) errors['email'] = { key: 'contact' };
      }
      if (
        !contact.ok ||
        'error' in phone ||
        startsAt === null ||
        party === null ||
        Object.keys(errors).length > 0
      )
        return { errors, issues: contact.ok ? [] : contact.error.errors };
      const holdId = uuidIn(textOf(values, HOLD));
      const duration = durationIn(textOf(values, DURATION));
      const personId = uuidIn(textOf(values, PERSON));
      return {
        input: {
          ...contact.input,
          phone: phone.value,
          startsAt,
          party,
          duration,
          further: furtherIn(textOf(values, FURTHER)),
          personId,
          need: needIn(textOf(values, NEED)),
          ...details,
          holdId,
        },
      };
    }).read(posted);
  },
});

/** A free time that somebody chose, and the form by which they hold another already. */
export interface ChosenTime {
  readonly startsAt: number | null;
  readonly party: number | null;
  readonly hold: string | null;
  readonly duration: number | null;
  readonly further: readonly FurtherService[];
  /** Whom they chose; null: anybody. */
  readonly person: string | null;
  /** What they said that they need; null: nothing. */
  readonly need: CalmKind | null;
  /** The signed link by which somebody was invited; empty: none. */
  readonly invitation: string;
}

export const chooseTimeForm: FormReader<ChosenTime> = formReader((values) => ({
  input: {
    startsAt: instantIn(textOf(values, STARTS)),
    party: partyIn(textOf(values, PARTY)),
    hold: uuidIn(textOf(values, HOLD)),
    duration: durationIn(textOf(values, DURATION)),
    further: furtherIn(textOf(values, FURTHER)),
    person: uuidIn(textOf(values, PERSON)),
    need: needIn(textOf(values, NEED)),
    invitation: textOf(values, INVITATION),
  },
}));

/** Names the event that the page showed last, so that nobody acts on what they did not see. */
export const SEEN = 'seen';
/** Says that its customer was asked. */
export const SURE = 'sure';

const seenOf = (text: string): number => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : 0);

/** What the button that cancels a booking says. */
export interface CancelledBooking {
  readonly seen: number;
  readonly isSure: boolean;
  readonly hasFollowing: boolean;
}

/** The button that cancels a booking. */
export const cancelBookingForm: FormReader<CancelledBooking> = formReader((values) => ({
  input: {
    seen: seenOf(textOf(values, SEEN)),
    // Of a series, one button cancels it alone, the other what comes after it too.
    isSure: ['yes', 'all'].includes(textOf(values, SURE)),
    hasFollowing: textOf(values, SURE) === 'all',
  },
}));

/** The button that asks for messages about earlier times, or ends them. */
export const earlierForm: FormReader<{ readonly wants: boolean }> = formReader((values) => ({
  input: { wants: textOf(values, 'wants') === 'yes' },
}));

/** The button that says that its customer comes. */
export const presenceForm: FormReader<null> = formReader(() => ({ input: null }));

/** The button that moves a booking. */
export const moveBookingForm: FormReader<{ seen: number; startsAt: number | null }> = formReader(
  (values) => ({
    input: { seen: seenOf(textOf(values, SEEN)), startsAt: instantIn(textOf(values, STARTS)) },
  }),
);

/** What the button that divides a party says. */
export interface SplitBooking {
  readonly seen: number;
  /** How many come at the other time. */
  readonly leaving: number | null;
  readonly startsAt: number | null;
}

/** The button that divides a party. */
export const splitBookingForm: FormReader<SplitBooking> = formReader((values) => ({
  input: {
    seen: seenOf(textOf(values, SEEN)),
    leaving: partyIn(textOf(values, PARTY)),
    startsAt: instantIn(textOf(values, STARTS)),
  },
}));
