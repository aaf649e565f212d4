import { BOOKING_REASONS, type BookingReason } from '@halles/domain/agendas';
import { defineForm } from '@halles/platform/forms';
import { z } from 'zod';
import { BOOKING_STEPS, type BookingStepName } from './booking-steps';

const STEPS = [...(Object.keys(BOOKING_STEPS) as BookingStepName[]), 'undo'] as const;

/** A button of a booking: which, on what it was seen, and what is done. */
export const bookingStepForm = defineForm({
  texts: 'agenda.steps',
  schema: z.object({
    booking: z.guid(),
    seen: z
      .string()
      .regex(/^\d{1,6}$/)
      .transform(Number),
    do: z.enum(STEPS),
    reason: z
      .enum(BOOKING_REASONS)
      .or(z.literal(''))
      .transform((reason): BookingReason | null => (reason === '' ? null : reason)),
    suite: z.boolean(),
  }),
  fields: {
    booking: { control: 'hidden' },
    seen: { control: 'hidden' },
    do: { control: 'hidden' },
    reason: { control: 'choice', options: BOOKING_REASONS },
    suite: { control: 'box', isUnmarked: true },
  },
});

/** What was just done, for the page to say. */
export const agendaDone = [...STEPS, 'opened', 'booked', 'series', 'moved'] as const;
export type AgendaDone = (typeof agendaDone)[number];
