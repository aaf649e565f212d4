import { nameLine } from '@halles/contracts';
import { defineForm } from '@halles/platform/forms';
import { z } from 'zod';
import { isUuid } from '../../../params';
import { minuteOfClock } from '../day/staff-booking.form';

const MINUTES_OF_DAY = 1_440;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const minuteOf = (text: string): number => minuteOfClock(text) ?? 0;
const hidden = { control: 'hidden' } as const;

const whole = (most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .refine((number) => number <= most);
const orNothing = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal('').transform(() => undefined), schema]);

/** Where something was dragged to: a day and a minute by the clock of the place, a column, and a length. */
export const bookingTimeForm = defineForm({
  texts: 'calendar.move',
  schema: z.object({
    seen: whole(999_999),
    jour: z.iso.date(),
    minute: whole(MINUTES_OF_DAY - 1),
    resource: orNothing(z.string().refine(isUuid)),
    duration: orNothing(whole(MINUTES_OF_DAY)),
    tell: z.enum(['yes', 'no']),
    /** The rules that are passed over, as they were told. */
    malgre: z.string().max(80).default(''),
  }),
  fields: {
    ...{ seen: hidden, jour: hidden, minute: hidden, resource: hidden },
    ...{ duration: hidden, tell: hidden, malgre: hidden },
  },
});

/** A stretch of a day that is blocked. */
export const blockForm = defineForm({
  texts: 'calendar.block',
  schema: z.object({
    jour: z.iso.date(),
    from: z.string().regex(TIME).transform(minuteOf),
    // Midnight ends a day: none of its stretches ends as it begins.
    until: z
      .string()
      .regex(TIME)
      .transform((text) => minuteOf(text) || MINUTES_OF_DAY),
    /** Who is away; nobody: the whole place takes nobody. */
    who: orNothing(z.string().refine(isUuid)),
    weekly: z.boolean(),
    reason: z.union([z.literal(''), nameLine(80)]),
  }),
  fields: {
    ...{ jour: hidden, who: hidden, weekly: { control: 'box' }, reason: { maxlength: 80 } },
    ...{ from: { type: 'time' }, until: { type: 'time' } },
  },
});

/** An absence that is taken out: whose it is, and which. */
export const backForm = defineForm({
  texts: 'calendar.block',
  schema: z.object({ who: z.string().refine(isUuid), absence: z.string().min(1).max(60) }),
  fields: { who: hidden, absence: hidden },
});

/** Blocked time that is freed: its first and last instant. */
export const freeForm = defineForm({
  texts: 'calendar.block',
  schema: z.object({
    pause: z
      .string()
      .regex(/^\d{1,15}-\d{1,15}$/)
      .transform((text) => {
        const [from = 0, until = 0] = text.split('-').map(Number);
        return { from, until };
      }),
  }),
  fields: { pause: hidden },
});
