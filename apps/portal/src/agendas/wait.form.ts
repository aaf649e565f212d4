import { type BookingWaitInput, bookingInputSchema, MAX_WAIT_DAYS } from '@halles/contracts';
import { dayOfIso, isoOfDay } from '@halles/domain/hours';
import {
  defineForm,
  formReader,
  type FormReader,
  type InputErrors,
  isRepeated,
  type PostedForm,
  postedDates,
  textOf,
} from '@halles/platform/forms';
import { z } from 'zod';
import { DURATION, FURTHER, furtherIn, PARTY } from '../agenda-offers';
import { isUuid } from '../params';
import { readPhone } from '../profiles';
import { durationIn, partyIn } from './booking.form';
import { clockTimeOrNone } from './clock-time';

const { name, email } = bookingInputSchema.shape;

/** Which times would do, and whom to tell. */
export const askWaitForm = defineForm({
  texts: 'waits.ask',
  schema: z.object({
    firstDay: z.iso.date(),
    lastDay: z.union([z.literal(''), z.iso.date()]).default(''),
    from: clockTimeOrNone().default(null),
    until: clockTimeOrNone('until').default(null),
    name,
    email: z
      .string()
      .transform((text) => (text === '' ? null : text))
      .pipe(email.unwrap()),
    phone: z.string().max(40).default(''),
  }),
  fields: {
    firstDay: { type: 'date', isShort: true, maxlength: 10 },
    lastDay: { type: 'date', isShort: true, maxlength: 10 },
    from: { type: 'time', isShort: true, maxlength: 5 },
    until: { type: 'time', isShort: true, maxlength: 5 },
    name: { autocomplete: 'name' },
    email: { type: 'email', autocomplete: 'email', inputmode: 'email', isUnmarked: true },
    phone: { type: 'tel', autocomplete: 'tel', inputmode: 'tel', isUnmarked: true },
  },
});

/** What somebody fills in to wait. */
export type WrittenWait = Omit<BookingWaitInput, 'idempotencyKey' | 'serviceId'>;

/** The form as it was sent, with its days as dates, however they were typed. Pure. @param today ISO date */
export const withWaitDays = (posted: PostedForm, today: string): PostedForm =>
  postedDates(posted, {
    firstDay: { range: { from: today } },
    lastDay: { range: { from: today }, edge: 'last' },
  });

/** What is wrong with days and times. Pure. */
function spanErrors(
  span: Pick<WrittenWait, 'firstDay' | 'lastDay' | 'from' | 'until'>,
  today: string,
): InputErrors {
  const days = dayOfIso(span.lastDay) - dayOfIso(span.firstDay);
  return {
    ...(span.firstDay < today ? { firstDay: { key: 'past' } } : {}),
    ...(days < 0 ? { lastDay: { key: 'lastDayBefore' } } : {}),
    ...(days >= MAX_WAIT_DAYS ? { lastDay: { key: 'tooLong' } } : {}),
    ...(span.until <= span.from ? { until: { key: 'untilBefore' } } : {}),
  };
}

/** @param department INSEE code of the shop's department, by which a phone is read @param today number of the day */
export const askWaitReader = (department: string, today: number): FormReader<WrittenWait> => ({
  read(posted) {
    const fields = askWaitForm.read(posted);
    return formReader<WrittenWait>((values) => {
      const phone = readPhone(textOf(values, 'phone'), department);
      const party = partyIn(textOf(values, PARTY));
      const hasEmail = !isRepeated(values, 'email') && textOf(values, 'email') !== '';
      const errors: InputErrors = {
        ...(fields.ok ? {} : fields.errors),
        ...('error' in phone ? { phone: phone.error } : {}),
        ...(!('error' in phone) && phone.value === null && !hasEmail ? { email: { key: 'contact' } } : {}),
      };
      if (!fields.ok || 'error' in phone || Object.keys(errors).length > 0)
        return { errors, issues: fields.ok ? [] : fields.error.errors };
      const { firstDay, from, until, lastDay, ...who } = fields.input;
      const span = {
        ...{ firstDay, lastDay: lastDay === '' ? firstDay : lastDay },
        ...{ from: from ?? 0, until: until ?? 1_440 },
      };
      const wrong = spanErrors(span, isoOfDay(today));
      if (Object.keys(wrong).length > 0) return { errors: wrong };
      const duration = durationIn(textOf(values, DURATION));
      return {
        input: {
          ...{ ...span, name: who.name, email: who.email, phone: phone.value, party: party ?? 1, duration },
          further: furtherIn(textOf(values, FURTHER)),
        },
      };
    }).read(posted);
  },
});

export const WAIT_ACTS = ['accept', 'decline', 'leave'] as const;
export type WaitAct = (typeof WAIT_ACTS)[number];

/** A button of the page of a request: what it does, and with which offer it was seen. */
export const waitActForm: FormReader<{ readonly act: WaitAct | null; readonly offer: string | null }> =
  formReader((values) => {
    const offer = textOf(values, 'offer');
    return {
      input: {
        act: WAIT_ACTS.find((one) => one === textOf(values, 'do')) ?? null,
        offer: isUuid(offer) ? offer : null,
      },
    };
  });
