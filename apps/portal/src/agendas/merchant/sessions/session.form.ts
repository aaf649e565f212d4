import { severalLines } from '@halles/contracts';
import {
  BOOKING_REASONS,
  MAX_REPEATED,
  type NewSessions,
  recurringDays,
  SESSION_REPEATS,
} from '@halles/domain/agendas';
import { dayOfIso, instantOf } from '@halles/domain/hours';
import {
  defineActions,
  defineForm,
  formReader,
  type FormReader,
  type PostedForm,
  postedDates,
  wholeNumber,
} from '@halles/platform/forms';
import { z } from 'zod';
import { clockTime } from '../../clock-time';
import { readAbsences } from '../settings/resource-absences';
import { readBy } from '../settings/service-details.form';

const TEXTS = 'agenda.sessions';
/** The most seats of one session. */
export const MOST_SEATS = 99;
/** A recurrence ends within so many days. */
const FARTHEST = 366;

const time = clockTime();
const seats = { inputmode: 'numeric', isShort: true, maxlength: 2 } as const;

/** One session, or several. */
export const newSessionForm = defineForm({
  texts: TEXTS,
  schema: z.object({
    service: z.uuid(),
    day: z.iso.date(),
    time,
    seats: wholeNumber(1, MOST_SEATS),
    place: severalLines(200, 0).transform((text) => (text === '' ? null : text.replaceAll('\n', ' '))),
    repeat: z.enum(SESSION_REPEATS),
    until: z.union([z.literal(''), z.iso.date()]),
    except: readBy(1_000, readAbsences),
  }),
  fields: {
    service: { control: 'select' },
    day: { type: 'date' },
    time: { type: 'time', isShort: true, maxlength: 5 },
    seats,
    place: { maxlength: 200 },
    repeat: { control: 'choice' },
    until: { type: 'date' },
    except: { control: 'text', isShort: true, maxlength: 1_000 },
  },
});

/** Numbers of the days of absences, of some years at most. Pure. */
const daysOf = (absences: readonly { readonly from: string; readonly until: string }[]): number[] =>
  absences.flatMap(({ from, until }) => {
    const [first, last] = [dayOfIso(from), dayOfIso(until)];
    return Array.from({ length: Math.min(last - first + 1, 2 * FARTHEST) }, (_, index) => first + index);
  });

/** The sessions that are to be made. @param today number of the day */
export const newSessionReader = (timeZone: string, now: number): FormReader<NewSessions> => ({
  read(posted) {
    const fields = newSessionForm.read(posted);
    if (!fields.ok) return fields;
    const { service, day, time: minute, seats: most, place, repeat, until, except } = fields.input;
    return formReader<NewSessions>(() => {
      const first = dayOfIso(day);
      if (instantOf(timeZone, first, minute) <= now) return { errors: { day: { key: 'past' } } };
      if (repeat !== 'none' && until === '') return { errors: { until: { key: 'untilNeeded' } } };
      const last = until === '' ? first : dayOfIso(until);
      if (last < first || last > first + FARTHEST) return { errors: { until: { key: 'untilFar' } } };
      const days = recurringDays({ first, repeat, until: last, except: daysOf(except) });
      if (days.length > MAX_REPEATED) return { errors: { until: { key: 'tooMany' } } };
      if (days.length === 0) return { errors: { except: { key: 'noneLeft' } } };
      const startsAt = days.map((one) => instantOf(timeZone, one, minute));
      return { input: { serviceId: service, startsAt, seats: most, place } };
    }).read(posted);
  },
});

/** The form as it was sent, with its days as dates, however they were typed. Pure. @param today ISO date */
export const withSessionDays = (posted: PostedForm, today: string): PostedForm =>
  postedDates(posted, {
    day: { range: { from: today } },
    until: { range: { from: today }, edge: 'last' },
  });

/** What becomes of one: when it is. */
export const sessionMoveForm = defineForm({
  texts: TEXTS,
  schema: z.object({ day: z.iso.date(), time }),
  fields: { day: { type: 'date' }, time: { type: 'time', isShort: true, maxlength: 5 } },
});

/** How many it is for. */
export const sessionSeatsForm = defineForm({
  texts: TEXTS,
  schema: z.object({ seats: wholeNumber(1, MOST_SEATS) }),
  fields: { seats },
});

/** Why it does not take place. */
export const sessionCancelForm = defineForm({
  texts: TEXTS,
  schema: z.object({ reason: z.enum(BOOKING_REASONS) }),
  fields: { reason: { control: 'choice', options: BOOKING_REASONS } },
});

const button: FormReader<null> = formReader(() => ({ input: null }));

/** The buttons of the page of one. */
export const sessionActions = defineActions({
  button: 'do',
  actions: {
    seats: sessionSeatsForm,
    close: button,
    open: button,
    move: sessionMoveForm,
    cancel: sessionCancelForm,
  },
  otherwise: 'seats',
});

/** What was just done, for the page to say. */
export const sessionChanges = ['added', 'seats', 'close', 'open', 'move', 'cancel'] as const;
export type SessionChange = (typeof sessionChanges)[number];
