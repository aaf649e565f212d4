import { z } from 'zod';

/** A key as browsers write it. */
const base64url = (bytes: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}=?$`));

/** Where a browser is to be told that something happened (Push API). */
export const pushSubscriptionSchema = z.strictObject({
  endpoint: z.url().max(2_000),
  /** Uncompressed point of P-256. */
  p256dh: base64url(65),
  auth: base64url(16),
});

/** Which browser is to be told no more. */
export const pushEndpointSchema = pushSubscriptionSchema.pick({ endpoint: true });

export type PushSubscriptionInput = z.output<typeof pushSubscriptionSchema>;
export type PushEndpointInput = z.output<typeof pushEndpointSchema>;
