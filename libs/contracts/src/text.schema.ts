import { z } from 'zod';

/** Text on one line: no control characters, so nothing that ends in a mail header can carry a second one. */
export const singleLine = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text));
