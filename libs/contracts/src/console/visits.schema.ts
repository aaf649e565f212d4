import { z } from 'zod';

const instant = z.iso.datetime();

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
      confirmedAt: instant.nullable(),
      hasMandate: z.boolean(),
      longitude: z.number(),
      latitude: z.number(),
    }),
  ),
});
export type WalkView = z.output<typeof walkViewSchema>;

export const visitStreetsSchema = z.strictObject({
  streets: z.array(
    z.strictObject({ street: z.string(), commune: z.string(), communeName: z.string(), stops: z.int() }),
  ),
});
export type VisitStreets = z.output<typeof visitStreetsSchema>;
