import { z } from 'zod';

/** A whole number as it is typed. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most));

/** The same, or null where the field is empty. */
export const optionalWholeNumber = (least: number, most: number) =>
  z
    .string()
    .transform((text) => (text === '' ? null : text))
    .pipe(z.union([z.null(), wholeNumber(least, most)]));
