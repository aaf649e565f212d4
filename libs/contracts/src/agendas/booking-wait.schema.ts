import { z } from 'zod';
import { emailAddress, isoDate, nameLine } from '../text.schema';
import { bookedMinutes, furtherService, MAX_CHAINED, MAX_PARTY } from './agenda.schema';

/** Days for which one request waits, at most. */
export const MAX_WAIT_DAYS = 31;

const minuteOfDay = z.int().min(0).max(1_440);

/** What a customer sends to be told of a time that is free again. */
export const bookingWaitSchema = z
  .strictObject({
    /** Made when the form is rendered: the same form sent twice is one request. */
    idempotencyKey: z.uuid(),
    serviceId: z.uuid(),
    /** Minutes; null: the usual ones of the service. */
    duration: bookedMinutes.nullable().default(null),
    /** What follows the service in the same booking, in order. */
    further: z
      .array(furtherService)
      .max(MAX_CHAINED - 1)
      .default([]),
    party: z.int().min(1).max(MAX_PARTY).default(1),
    /** Days that would do, both included. */
    firstDay: isoDate,
    lastDay: isoDate,
    /** Minutes since midnight between which it has to begin. */
    from: minuteOfDay.default(0),
    until: minuteOfDay.default(1_440),
    /** 1 to 100 characters. */
    name: nameLine(100),
    email: emailAddress.nullable().default(null),
    /** E.164. */
    phone: z
      .string()
      .regex(/^\+[1-9]\d{5,14}$/)
      .nullable()
      .default(null),
  })
  .refine(({ email, phone }) => email !== null || phone !== null, { path: ['email'], error: 'contact' })
  .refine(({ firstDay, lastDay }) => firstDay <= lastDay, { path: ['lastDay'], error: 'order' })
  .refine(
    ({ firstDay, lastDay }) => Date.parse(lastDay) - Date.parse(firstDay) < MAX_WAIT_DAYS * 86_400_000,
    { path: ['lastDay'], error: 'tooLong' },
  )
  .refine(({ from, until }) => from < until, { path: ['until'], error: 'order' });
export type BookingWaitInput = z.output<typeof bookingWaitSchema>;
