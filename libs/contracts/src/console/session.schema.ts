import { z } from 'zod';
import { isoInstant } from '../text.schema';

/** What a session still has to do before it opens anything, in this order; `ready` when nothing. */
/** Whether an account is mailed on the mornings of working days what waits for the town. */
export const digestChoiceSchema = z.strictObject({ isWanted: z.boolean() });
export type DigestChoice = z.output<typeof digestChoiceSchema>;

export const sessionSteps = ['second-factor', 'change-password', 'enrolment', 'ready'] as const;
export type SessionStep = (typeof sessionSteps)[number];

/** The screens that a menu may lead to: of the installation, and of one tenant. */
export const platformScreens = ['overview', 'accounts'] as const;
export const tenantScreens = [
  'claims',
  'reports',
  'listings',
  'mandates',
  'visits',
  'orders',
  'agendas',
  'gauges',
  'team',
] as const;
export type PlatformScreen = (typeof platformScreens)[number];
export type TenantScreen = (typeof tenantScreens)[number];

/** What the account may see, computed on the server: what is not in it is not shown, and refused besides. */
export const menuSchema = z.strictObject({
  platform: z.array(z.enum(platformScreens)),
  tenants: z.array(
    z.strictObject({
      slug: z.string(),
      title: z.strictObject({ fr: z.string(), en: z.string() }),
      /** IANA zone: its days and hours are told by it, wherever their reader is. */
      timeZone: z.string(),
      role: z.enum(['operator', 'manager', 'agent']),
      /** Nobody sees its portal yet but who may look at a preview. */
      isDraft: z.boolean(),
      screens: z.array(z.enum(tenantScreens)),
    }),
  ),
  /** The archived territories on which the account has a role: they have no screen. Absent where there is none. */
  archived: z
    .array(
      z.strictObject({
        slug: z.string(),
        title: z.strictObject({ fr: z.string(), en: z.string() }),
        /** Null where it was not kept. */
        since: isoInstant.nullable(),
      }),
    )
    .optional(),
});
export type Menu = z.output<typeof menuSchema>;

export const sessionViewSchema = z.strictObject({
  email: z.email(),
  name: z.string(),
  step: z.enum(sessionSteps),
  hasSecondFactor: z.boolean(),
  /** Empty until the session is ready. */
  menu: menuSchema,
});
export type SessionView = z.output<typeof sessionViewSchema>;

/** Where the browser goes, at an identity provider; null where it stays. */
export const leavingSchema = z.strictObject({ address: z.url({ protocol: /^https?$/ }).nullable() });
export type Leaving = z.output<typeof leavingSchema>;

/** Whether ProConnect is offered here. */
export const proConnectOfferSchema = z.strictObject({ isOffered: z.boolean() });
export type ProConnectOffer = z.output<typeof proConnectOfferSchema>;

/** ProConnect, for the owner of an account. */
export const proConnectViewSchema = z.strictObject({
  ...proConnectOfferSchema.shape,
  /** Null where no identity is linked. */
  link: z
    .strictObject({
      linkedAt: z.iso.datetime(),
      /** The company that ProConnect named when it was linked; null where it named none. */
      siren: z.string().nullable(),
    })
    .nullable(),
});
export type ProConnectView = z.output<typeof proConnectViewSchema>;

export const linkProConnectSchema = z.strictObject({ password: z.string().min(1).max(128) });
export type LinkProConnect = z.output<typeof linkProConnectSchema>;

/** A code of the application, or a recovery code, with the blanks that people type. */
export const secondFactorCodeSchema = z.strictObject({ code: z.string().trim().min(6).max(20) });
export type SecondFactorCode = z.output<typeof secondFactorCodeSchema>;

export const enrolmentViewSchema = z.strictObject({
  /** In Base32, for who cannot read the QR code. */
  secret: z.string(),
  /** The QR code as one path of squares, on a grid of `size` modules. */
  qr: z.strictObject({ size: z.int(), path: z.string() }),
});
export type EnrolmentView = z.output<typeof enrolmentViewSchema>;

export const recoveryCodesSchema = z.strictObject({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.output<typeof recoveryCodesSchema>;
