import { z } from 'zod';
import { CALM_KINDS } from '../footfall/calm-hours.schema';
import { emailAddress, isoDate, nameLine, severalLines } from '../text.schema';
import { bookingAddressSchema, serviceDetails } from './service-details.schema';
import { bookingAnswerSchema, MAX_QUESTIONS } from './service-questions.schema';

/** What a booking may take: somebody, a seat (a chair, a table), a room. */
export const RESOURCE_KINDS = ['staff', 'seat', 'room'] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** How many days before it somebody may be reminded of an appointment. */
export const REMINDER_DAYS = [0, 1, 2, 7] as const;
/** Minutes since midnight between which they are: nobody is woken. */
export const REMINDER_TIMES = { first: 480, last: 1_200 } as const;
/** Minutes since midnight between which who keeps an agenda may be mailed its day. */
export const SUMMARY_TIMES = { first: 300, last: 1_320 } as const;
/** The most people of one booking. */
export const MAX_PARTY = 99;
/** What one agenda has at most: a page lists them all. */
export const MAX_SERVICES = 60;
export const MAX_RESOURCES = 60;

const MINUTES_OF_DAY = 1_440;
const minutes = (least: number, most: number) => z.int().min(least).max(most);
const textOrNone = (max: number) =>
  severalLines(max, 0)
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .default(null);
const cents = z.int().min(0).max(10_000_000).nullable().default(null);

/** What a place says of its appointments. */
export const agendaSettingsSchema = z.strictObject({
  isOpen: z.boolean().default(false),
  /** Whether a booking waits until the shop confirms it. */
  confirmsByHand: z.boolean().default(false),
  /** Bookings start at each multiple of so many minutes by the clock on the wall. */
  step: minutes(5, MINUTES_OF_DAY).default(30),
  /** Minutes between a booking and the earliest time that it may have. */
  notice: minutes(0, 60 * MINUTES_OF_DAY).default(60),
  /** Days after today that may be booked. */
  horizon: z.int().min(0).max(365).default(60),
  /** Minutes before its time until which a customer may cancel or move a booking. */
  cancellationNotice: minutes(0, 60 * MINUTES_OF_DAY).default(0),
  /** What else is told of cancelling, at most 500 characters. */
  cancellationNote: textOrNone(500),
  /** Bookings of one person, to come and on one day, at most; null: any number. */
  limitAhead: z.int().min(1).max(100).nullable().default(null),
  limitPerDay: z.int().min(1).max(20).nullable().default(null),
  /** Days before an appointment on which its customer is reminded, and the minute since midnight by the clock of the territory. */
  reminderDays: z.array(z.literal(REMINDER_DAYS)).max(REMINDER_DAYS.length).default([1]),
  reminderMinute: minutes(REMINDER_TIMES.first, REMINDER_TIMES.last).default(1_080),
  /** Minute since midnight by the clock of the territory at which who keeps it is mailed its day; null: never. */
  summaryMinute: minutes(SUMMARY_TIMES.first, SUMMARY_TIMES.last).nullable().default(null),
  /** Whether they are on a day with nothing, too. */
  summaryWhenEmpty: z.boolean().default(false),
  /** Hours for which a time that is free again is kept for who waits for it; null: there is no waiting list. */
  waitHours: z.int().min(1).max(48).nullable().default(null),
  /** Blocked time, in milliseconds since 1970. */
  pauses: z
    .array(z.strictObject({ from: z.int(), until: z.int() }).refine(({ from, until }) => from < until))
    .max(200)
    .default([]),
});
export type AgendaSettings = z.output<typeof agendaSettingsSchema>;

/** What can be booked. */
export const agendaServiceSchema = z
  .strictObject({
    name: nameLine(120),
    description: textOrNone(1_000),
    /** Minutes. */
    duration: minutes(5, MINUTES_OF_DAY).default(30),
    /** Minutes before and after in which what it takes is taken by no other booking. */
    bufferBefore: minutes(0, 480).default(0),
    bufferAfter: minutes(0, 480).default(0),
    partyMin: z.int().min(1).max(MAX_PARTY).default(1),
    partyMax: z.int().min(1).max(MAX_PARTY).default(1),
    /** Null: nothing is said of the price. With `priceMaxCents` it is the lower end of a band. */
    priceCents: cents,
    priceMaxCents: cents,
    isActive: z.boolean().default(true),
    /** Who and what serves for it: one of each kind is taken, in their order. None: it takes no resource. */
    resourceIds: z.array(z.uuid()).max(MAX_RESOURCES).default([]),
    ...serviceDetails,
  })
  .refine(({ duration, durations }) => durations.every((other) => other.duration !== duration), {
    path: ['durations'],
    error: 'same',
  })
  .refine(({ partyMin, partyMax }) => partyMin <= partyMax, { path: ['partyMax'], error: 'order' })
  .refine(
    ({ priceCents, priceMaxCents }) =>
      priceMaxCents === null || (priceCents !== null && priceCents <= priceMaxCents),
    { path: ['priceMaxCents'], error: 'order' },
  );
export type AgendaServiceInput = z.output<typeof agendaServiceSchema>;

/** Absences that are kept of one resource at most. */
export const MAX_ABSENCES = 60;

/**
 * When somebody or something is away: from a day to a day, both included, or from a minute of the first to a minute of the last.
 * What comes again does so each week on the weekday of the first day, between these minutes, up to the last.
 */
const resourceAbsence = z
  .strictObject({
    from: isoDate,
    until: isoDate,
    /** Minutes since midnight; absent: from the beginning of the first day. */
    fromMinute: minutes(0, MINUTES_OF_DAY - 1).optional(),
    /** Minutes since midnight; absent: to the end of the last day. */
    untilMinute: minutes(1, MINUTES_OF_DAY).optional(),
    isWeekly: z.boolean().optional(),
    /** Read by the shop alone. */
    reason: nameLine(80).optional(),
  })
  .refine(({ from, until }) => from <= until)
  .refine(
    ({ from, until, fromMinute = 0, untilMinute = MINUTES_OF_DAY, isWeekly = false }) =>
      (!isWeekly && from < until) || fromMinute < untilMinute,
  );
export type ResourceAbsence = z.output<typeof resourceAbsence>;
export const resourceAbsences = z.array(resourceAbsence).max(MAX_ABSENCES);

/** Somebody or something that bookings take. */
export const agendaResourceSchema = z.strictObject({
  kind: z.enum(RESOURCE_KINDS),
  name: nameLine(80),
  /** Bookings at once. */
  capacity: z.int().min(1).max(100).default(1),
  /** The largest party that it takes; null: any. */
  partyMax: z.int().min(1).max(MAX_PARTY).nullable().default(null),
  /** When it is there, as `opening_hours` has it; null: whenever the place is open. */
  hours: z.string().min(1).max(1_000).nullable().default(null),
  /** When it is away, whatever its hours are. */
  absences: resourceAbsences.default([]),
  isActive: z.boolean().default(true),
});
export type AgendaResourceInput = z.output<typeof agendaResourceSchema>;

/** How long a booking may be. */
export const bookedMinutes = minutes(5, MINUTES_OF_DAY);

/** So many services one booking has, one after the other. */
export const MAX_CHAINED = 4;

/** A service that follows another one in the same booking. */
export const furtherService = z.strictObject({
  serviceId: z.uuid(),
  /** Minutes; null: the usual ones of the service. */
  duration: bookedMinutes.nullable().default(null),
});
export type FurtherService = z.output<typeof furtherService>;

/** What a customer sends to book. */
export const bookingInputSchema = z
  .strictObject({
    /** Made when the summary is rendered: the same summary sent twice is one booking. */
    idempotencyKey: z.uuid(),
    serviceId: z.uuid(),
    /** Key of the form by which the time is held; null: it is not. */
    holdId: z.uuid().nullable().default(null),
    /** Milliseconds since 1970. */
    startsAt: z.int(),
    party: z.int().min(1).max(MAX_PARTY).default(1),
    /** Minutes; null: the usual ones of the service. */
    duration: bookedMinutes.nullable().default(null),
    /** What follows the service in the same booking, in order. */
    further: z
      .array(furtherService)
      .max(MAX_CHAINED - 1)
      .optional(),
    /** Who is to receive them; null: anybody who serves for it. */
    personId: z.uuid().nullable().default(null),
    /** What they say that they need: times that are kept for it are theirs too. */
    need: z.enum(CALM_KINDS).nullable().optional(),
    /** Of a service at the customer's. */
    address: bookingAddressSchema.nullable().default(null),
    /** Whether what is to be known before was accepted. */
    accepts: z.boolean().default(false),
    /** To the questions of the service, by their words. */
    answers: z
      .array(bookingAnswerSchema)
      .max(MAX_QUESTIONS * MAX_CHAINED)
      .default([]),
    /** 1 to 100 characters. */
    name: nameLine(100),
    /** Who comes, where they book for somebody else. */
    guestName: nameLine(100).nullable().default(null),
    email: emailAddress.nullable().default(null),
    /** E.164. */
    phone: z
      .string()
      .regex(/^\+[1-9]\d{5,14}$/)
      .nullable()
      .default(null),
    /** At most 1,000 characters. */
    note: textOrNone(1_000),
  })
  .refine(({ email, phone }) => email !== null || phone !== null, { path: ['email'], error: 'contact' });
export type BookingInput = z.output<typeof bookingInputSchema>;
