import { z } from 'zod';
import { nameLine, typedEmailAddress } from '../text.schema';

/** 12 to 128 characters, no rule of composition (ASVS 5.0, 6.2). */
const chosenPassword = z.string().min(12).max(128);

/** A new account of a territory. */
export const signUpSchema = z.strictObject({
  name: nameLine(100),
  email: typedEmailAddress,
  newPassword: chosenPassword,
});

/** Where a link is to be sent. */
export const addressSchema = z.strictObject({ email: typedEmailAddress });

export const newPasswordSchema = z.strictObject({ newPassword: chosenPassword });

export const accountNameSchema = z.strictObject({
  name: nameLine(100),
  locale: z.enum(['fr', 'en']),
});

/** Six digits of an authenticator application, or a recovery code. */
export const signInCodeSchema = z.strictObject({ code: z.string().trim().min(6).max(20) });
