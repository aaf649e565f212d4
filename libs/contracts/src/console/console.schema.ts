import { z } from 'zod';
import { typedEmailAddress } from '../text.schema';

export const tenantStates = ['draft', 'live', 'suspended', 'archived'] as const;
export type TenantState = (typeof tenantStates)[number];

export const signInSchema = z.strictObject({
  email: typedEmailAddress,
  password: z.string().min(1).max(128),
});
export type SignIn = z.output<typeof signInSchema>;

export const changePasswordSchema = z.strictObject({
  current: z.string().min(1).max(128),
  /** 12 to 128 characters, no rule of composition (ASVS 5.0, 6.2). */
  next: z.string().min(12).max(128),
});
export type ChangePassword = z.output<typeof changePasswordSchema>;

/** Asks for a link that chooses a new password. */
export const forgottenConsolePasswordSchema = z.strictObject({
  email: typedEmailAddress,
  locale: z.enum(['fr', 'en']),
});
export type ForgottenConsolePassword = z.output<typeof forgottenConsolePasswordSchema>;

/** What the link of that mail carries. */
export const consolePasswordLinkSchema = z.strictObject({
  tenant: z.string().min(1).max(40),
  token: z.string().min(1).max(120),
});
export type ConsolePasswordLink = z.output<typeof consolePasswordLinkSchema>;

/** Whose password the link chooses. */
export const consolePasswordOfferSchema = z.strictObject({ email: z.email() });
export type ConsolePasswordOffer = z.output<typeof consolePasswordOfferSchema>;

export const resetConsolePasswordSchema = z.strictObject({
  ...consolePasswordLinkSchema.shape,
  password: changePasswordSchema.shape.next,
});
export type ResetConsolePassword = z.output<typeof resetConsolePasswordSchema>;

export const engineHealthSchema = z.strictObject({
  name: z.enum(['postgres', 'redis', 'queue', 'mail']),
  state: z.enum(['up', 'degraded', 'down']),
  version: z.string().nullable(),
  latencyMs: z.number().nullable(),
  /** A sentence for the operator; empty when all is well. */
  note: z.string(),
});
export type EngineHealth = z.output<typeof engineHealthSchema>;

export const queueHealthSchema = z.strictObject({
  pending: z.int(),
  queued: z.int(),
  dead: z.int(),
  oldestPendingSeconds: z.number().nullable(),
});

export const healthViewSchema = z.strictObject({
  at: z.iso.datetime(),
  engines: z.array(engineHealthSchema),
  outbox: queueHealthSchema,
});

export const tenantRowSchema = z.strictObject({
  slug: z.string(),
  title: z.string(),
  territory: z.string(),
  state: z.enum(tenantStates),
  database: z.string(),
  migration: z.string().nullable(),
  migrationState: z.enum(['pending', 'running', 'done', 'failed']),
  url: z.string(),
  /** What is wrong in its folder, one file a line; empty where it is used as it is. */
  folderErrors: z.array(z.string()),
  hosts: z.array(
    z.strictObject({
      host: z.string(),
      kind: z.enum(['subdomain', 'custom']),
      canonical: z.boolean(),
      verified: z.boolean(),
    }),
  ),
});
export type TenantRow = z.output<typeof tenantRowSchema>;

/** What the console shows first, and what `/api/overview/stream` (server-sent events) sends again when it changes. */
export const overviewSchema = z.strictObject({ health: healthViewSchema, tenants: z.array(tenantRowSchema) });
export type Overview = z.output<typeof overviewSchema>;
