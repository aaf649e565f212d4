import { z } from 'zod';
import { isoInstant, severalLines } from '../text.schema';

export const walkViewSchema = z.strictObject({
  metres: z.int(),
  isCut: z.boolean(),
  stops: z.array(
    z.strictObject({
      id: z.int(),
      name: z.string(),
      place: z.string(),
      phone: z.string().nullable(),
      metres: z.int(),
      isUnclaimed: z.boolean(),
      confirmedAt: isoInstant.nullable(),
      hasMandate: z.boolean(),
      longitude: z.number(),
      latitude: z.number(),
      /** When agents looked in, the latest first. */
      visits: z.array(
        z.strictObject({ on: z.iso.date(), by: z.string(), note: z.string().nullable(), isOwn: z.boolean() }),
      ),
      /** Whether who asks looked in today. */
      isVisitedToday: z.boolean(),
      /** Whether anybody of the town did: it is done, whoever walks on. */
      isDoneToday: z.boolean(),
    }),
  ),
});
export type WalkView = z.output<typeof walkViewSchema>;

/** That an agent looked in today, and what is to be remembered of it. */
export const noteVisitSchema = z.strictObject({ note: severalLines(1_000, 0).nullable() });
export type NoteVisit = z.output<typeof noteVisitSchema>;

export const visitStreetsSchema = z.strictObject({
  streets: z.array(
    z.strictObject({ street: z.string(), commune: z.string(), communeName: z.string(), stops: z.int() }),
  ),
});
export type VisitStreets = z.output<typeof visitStreetsSchema>;
