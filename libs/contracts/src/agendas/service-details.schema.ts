import { z } from 'zod';
import { severalLines, singleLine } from '../text.schema';
import { serviceQuestions } from './service-questions.schema';

/** Where a service takes place: at the shop, at the customer's, on the phone, by video. */
export const SERVICE_VENUES = ['shop', 'home', 'phone', 'video'] as const;
export type ServiceVenue = (typeof SERVICE_VENUES)[number];

/** Who books a service: everyone, who was given a signed link, or the shop alone. */
export const SERVICE_ACCESS = ['everyone', 'invited', 'staff'] as const;
export type ServiceAccess = (typeof SERVICE_ACCESS)[number];

/** Who is taken of those who serve, where nobody is chosen: the first in their order, or who has least to do that day. */
export const SERVICE_ASSIGNMENTS = ['order', 'least-busy'] as const;
export type ServiceAssignment = (typeof SERVICE_ASSIGNMENTS)[number];

/** Durations that one service has at most. */
export const MAX_DURATIONS = 6;
/** Postcodes that one service names at most. */
export const MAX_POSTCODES = 60;

/** So many bookings are made at once, so many weeks apart, at most. */
export const MAX_IN_SERIES = 26;
export const MAX_WEEKS_APART = 4;

const MINUTES_OF_DAY = 1_440;
const textOrNone = (max: number) =>
  severalLines(max, 0)
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .default(null);
const cents = z.int().min(0).max(10_000_000).nullable().default(null);

/** A French postcode. */
export const postcode = z.string().regex(/^\d{5}$/);

/** Another length of a service, at its own price. */
export const serviceDurationSchema = z.strictObject({
  /** Minutes. */
  duration: z.int().min(5).max(MINUTES_OF_DAY),
  priceCents: cents,
});
export type ServiceDuration = z.output<typeof serviceDurationSchema>;

/** What else is said of a service: most say nothing of it. */
export const serviceDetails = {
  /** Besides the usual one. */
  durations: z
    .array(serviceDurationSchema)
    .max(MAX_DURATIONS - 1)
    .refine((all) => new Set(all.map(({ duration }) => duration)).size === all.length)
    .default([]),
  venue: z.enum(SERVICE_VENUES).default('shop'),
  /** At the customer's: where the shop comes; none: everywhere. */
  postcodes: z.array(postcode).max(MAX_POSTCODES).default([]),
  /** Told in mails and on the page of a booking alone. */
  videoUrl: z
    .url({ protocol: /^https$/, hostname: z.regexes.domain })
    .max(500)
    .nullable()
    .default(null),
  access: z.enum(SERVICE_ACCESS).default('everyone'),
  /** Accepted by whoever books. */
  instructionsBefore: textOrNone(1_000),
  /** Told once it is booked. */
  instructionsAfter: textOrNone(1_000),
  /** Minutes; null: as the agenda says. */
  cancellationNotice: z
    .int()
    .min(0)
    .max(60 * MINUTES_OF_DAY)
    .nullable()
    .default(null),
  /** Null: as the agenda says. */
  cancellationNote: textOrNone(500),
  /** Mails and calendars say nothing of what it is about. */
  isSensitive: z.boolean().default(false),
  /** Takes place at its sessions, for many at once; else at any free time. */
  isGroup: z.boolean().default(false),
  assignment: z.enum(SERVICE_ASSIGNMENTS).default('order'),
  /** Whether customers say who is to receive them. */
  choosesPerson: z.boolean().default(false),
  /** Whether who was received by somebody before books with them alone. */
  keepsPerson: z.boolean().default(false),
  /** So many bookings customers make of it at once, some weeks apart; null: one alone. */
  seriesMost: z.int().min(2).max(MAX_IN_SERIES).nullable().default(null),
  /** Asked of whoever books. */
  questions: serviceQuestions.default([]),
} as const;

/** Where somebody is to be visited. */
export const bookingAddressSchema = z.strictObject({
  street: singleLine(150),
  postcode,
  town: singleLine(80),
});
export type BookingAddress = z.output<typeof bookingAddressSchema>;
