import { z } from 'zod';
import { sessionViewSchema } from './session.schema';
import { nameLine, typedEmailAddress } from '../text.schema';

/** The roles that are held on a territory. */
export const townRoles = ['manager', 'agent'] as const;

const name = nameLine(100);

export const inviteToTeamSchema = z.strictObject({
  email: typedEmailAddress,
  name,
  role: z.enum(townRoles),
  locale: z.enum(['fr', 'en']),
});
export type InviteToTeam = z.output<typeof inviteToTeamSchema>;

export const changeRoleSchema = z.strictObject({ role: z.enum(townRoles) });
export type ChangeRole = z.output<typeof changeRoleSchema>;

/** What the link of an invitation carries. */
export const invitationLinkSchema = z.strictObject({
  tenant: z.string().min(1).max(40),
  token: z.string().min(1).max(120),
});
export type InvitationLink = z.output<typeof invitationLinkSchema>;

export const acceptInvitationSchema = z.strictObject({
  ...invitationLinkSchema.shape,
  name,
  /** Of the new account; where the address has one already, whatever is sent is not looked at. */
  password: z.string().min(12).max(128),
});
export type AcceptInvitation = z.output<typeof acceptInvitationSchema>;

export const invitationOfferSchema = z.strictObject({
  title: z.strictObject({ fr: z.string(), en: z.string() }),
  email: z.email(),
  name: z.string(),
  role: z.enum(townRoles),
  invitedBy: z.string().nullable(),
  /** The address has an account of the console already. */
  isKnown: z.boolean(),
});
export type InvitationOffer = z.output<typeof invitationOfferSchema>;

/** An invitation was accepted: the session that it opened; null where an account that had a password signs in with it. */
export const acceptedInvitationSchema = z.strictObject({ session: sessionViewSchema.nullable() });
export type AcceptedInvitation = z.output<typeof acceptedInvitationSchema>;

export const teamViewSchema = z.strictObject({
  members: z.array(
    z.strictObject({
      id: z.uuid(),
      email: z.email(),
      name: z.string(),
      role: z.enum(townRoles),
      hasSecondFactor: z.boolean(),
      lastSignInAt: z.iso.datetime().nullable(),
      isYourself: z.boolean(),
    }),
  ),
  invitations: z.array(
    z.strictObject({
      id: z.uuid(),
      email: z.email(),
      name: z.string(),
      role: z.enum(townRoles),
      sentAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      hasExpired: z.boolean(),
    }),
  ),
});
export type TeamView = z.output<typeof teamViewSchema>;

/** Every account of the console, for operators. */
export const accountsViewSchema = z.strictObject({
  accounts: z.array(
    z.strictObject({
      id: z.uuid(),
      email: z.email(),
      name: z.string(),
      hasSecondFactor: z.boolean(),
      mustChangePassword: z.boolean(),
      lastSignInAt: z.iso.datetime().nullable(),
      grants: z.array(
        z.strictObject({
          role: z.enum(['operator', ...townRoles]),
          /** Null on the installation. */
          tenant: z.strictObject({ slug: z.string(), title: z.string() }).nullable(),
        }),
      ),
    }),
  ),
});
export type AccountsView = z.output<typeof accountsViewSchema>;
