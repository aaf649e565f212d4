import { addressSchema, type PortalPermission, roles } from '@halles/contracts';
import { defineActions, defineForm, type FormReader } from '@halles/platform/forms';
import { z } from 'zod';

/** What may be left to staff, or not: seeing the space comes with being there. */
export const staffChoices: readonly PortalPermission[] = roles['merchant-staff'].permissions.filter(
  (permission) => permission !== 'listing.read',
);

/** More than staff may have is not given by naming it. */
const permission = z
  .array(z.string())
  .transform((chosen) => staffChoices.filter((choice) => chosen.includes(choice)));

const boxes = { control: 'boxes', options: staffChoices } as const;

/** Somebody is invited, with what they may do. */
export const inviteForm = defineForm({
  texts: 'account.team',
  schema: z.strictObject({ inviteEmail: addressSchema.shape.email, permission }),
  fields: {
    inviteEmail: { type: 'email', autocomplete: 'off', inputmode: 'email' },
    permission: boxes,
  },
});

/** What a button beside somebody of the team, or beside an invitation, does: the value of its `do`. */
const memberActs = ['agree', 'decline', 'end', 'limit', 'remove', 'resend', 'revoke'] as const;
export type MemberAct = (typeof memberActs)[number];

/** One of those buttons. */
const memberForm = defineForm({
  texts: 'account.team',
  schema: z.strictObject({ do: z.enum(memberActs), id: z.guid(), permission }),
  fields: { do: { control: 'hidden' }, id: { control: 'hidden' }, permission: boxes },
});
export interface MemberInput {
  readonly do: MemberAct;
  /** Of somebody of the team, of an invitation or of a mandate. */
  readonly id: string;
  readonly permission: readonly PortalPermission[];
}

/** What a button does; null for what is no button of the page, which does nothing. */
const changeForm: FormReader<MemberInput | null> = {
  read(posted) {
    const reading = memberForm.read(posted);
    return reading.ok || posted.limitReached ? reading : { ok: true, values: reading.values, input: null };
  },
};

/** The form of an invitation, and the buttons beside everybody. */
export const teamActions = defineActions({
  button: 'do',
  actions: { invite: inviteForm, change: changeForm },
  otherwise: 'change',
});
