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

/** Doors around a point, each with its street and its number in it. */
const doorsSchema = z.array(
  z.strictObject({ ...pointSchema.shape, street: z.string().nullable(), number: z.string().nullable() }),
);

/** Where a pin may be put. */
export const pinPlaceSchema = z.strictObject({
  /** Where the directory knows the address; null where it knows no door of the street. */
  pin: pointSchema.nullable(),
  /** Where a pin begins that the directory does not know: in the middle of the commune. Null where that is none of the territory. */
  middle: pointSchema.nullable(),
  /** Around the pin, or around the middle. */
  around: doorsSchema,
});
export type PinPlace = z.output<typeof pinPlaceSchema>;

/** From where a page has a business to where somebody says that it is. */
export const placeMoveSchema = z.strictObject({
  before: placeSchema.nullable(),
  after: placeSchema.nullable(),
  /** Metres between the two pins; null where one of them is not known. */
  metres: z.int().nullable(),
  /** Businesses whose doors are around both, with their number in the street; none where one of the pins is not known. */
  around: doorsSchema,
});
export type PlaceMove = z.output<typeof placeMoveSchema>;
