import { z } from 'zod';

/** A point of a map, WGS84 degrees. */
export const pointSchema = z.strictObject({
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-85).max(85),
});

/** Where a business is, in words, and where its pin stands. */
const placeSchema = z.strictObject({
  /** One line of a letter each. */
  lines: z.array(z.string()),
  /** Null where nobody knows the door. */
  point: pointSchema.nullable(),
});

/** From where a page has a business to where somebody says that it is. */
export const placeMoveSchema = z.strictObject({
  before: placeSchema.nullable(),
  after: placeSchema.nullable(),
  /** Metres between the two pins; null where one of them is not known. */
  metres: z.int().nullable(),
  /** Businesses whose doors are around both, with their number in the street; none where one of the pins is not known. */
  around: z.array(z.strictObject({ ...pointSchema.shape, number: z.string().nullable() })),
});
export type PlaceMove = z.output<typeof placeMoveSchema>;
