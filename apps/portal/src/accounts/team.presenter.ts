import { type PortalPermission, roles } from '@halles/contracts';
import type { Team } from '@halles/domain/accounts';
import type { Mandate } from '@halles/domain/mandates';
import type { PageScope } from '../rendering/page-scope';
import { FieldWriter, type FormState } from './account-form';
import { sayWhen } from './account-home.presenter';
import type { AccountScreen } from './account-pages';
import { accountPath } from './account-routes';
import { type ChoiceView, type FormView, type RowView, section } from './account-views';

export interface TeamState {
  readonly listingId: number;
  readonly team: Team;
  /** What leaves the page to the town's agents too; null for nothing. */
  readonly mandate: Pick<Mandate, 'id' | 'giverName' | 'signedAt' | 'createdAt' | 'expiresAt'> | null;
  readonly form: FormState;
  /** What was ticked for somebody who is to be invited. */
  readonly permissions: readonly string[];
  /** Key of a text below `account.team.done`. */
  readonly done: string | null;
}

/** What may be left to staff, or not: seeing the space comes with being there. */
export const staffChoices: readonly PortalPermission[] = roles['merchant-staff'].permissions.filter(
  (permission) => permission !== 'listing.read',
);

/** What a button of the page does: the value of its `do`. */
export type TeamAct = 'end' | 'invite' | 'limit' | 'remove' | 'resend' | 'revoke';

/** Words the forms of the page, which all go to its one address. */
class TeamForms {
  private readonly action: string;

  constructor(
    private readonly scope: PageScope,
    listingId: number,
  ) {
    this.action = accountPath('team', { listing: String(listingId) })[scope.locale];
  }

  form(act: TeamAct, id: string, parts: Partial<FormView> = {}): FormView {
    return {
      action: this.action,
      hidden: [
        { name: 'do', value: act },
        { name: 'id', value: id },
      ],
      fields: [],
      submit: this.line(`acts.${act}`),
      look: 'button--quiet',
      ...parts,
    };
  }

  choices(of: string, held: readonly string[]): NonNullable<FormView['choices']> {
    return {
      legend: this.line('may'),
      boxes: staffChoices.map((permission): ChoiceView => ({
        id: `${of}-${permission}`,
        name: 'permission',
        value: permission,
        label: this.line(`permissions.${permission}`),
        checked: held.includes(permission),
      })),
    };
  }

  line(key: string, words: Readonly<Record<string, string>> = {}): string {
    return this.scope.texts.line(`account.team.${key}`, words);
  }
}

const memberRow = (forms: TeamForms, { account, grant }: Team['members'][number]): RowView => ({
  title: `${account.name} · ${account.email}`,
  detail: forms.line(`roles.${grant.role}`),
  forms:
    grant.role === 'merchant-owner'
      ? []
      : [
          forms.form('limit', account.id, { choices: forms.choices(account.id, grant.permissions) }),
          forms.form('remove', account.id, { look: 'button--danger' }),
        ],
});

const mandateRow = (
  scope: PageScope,
  forms: TeamForms,
  { id, giverName, signedAt, createdAt, expiresAt }: NonNullable<TeamState['mandate']>,
): RowView => ({
  title: forms.line('mandateOf', { name: giverName }),
  detail: forms.line('mandateWhen', {
    since: sayWhen(scope, signedAt ?? createdAt),
    until: sayWhen(scope, expiresAt),
  }),
  forms: [forms.form('end', id, { look: 'button--danger' })],
});

/** The team of a business: who works on its page, what each may do, and who is invited. Pure. */
export function presentTeam(scope: PageScope, state: TeamState): ReturnType<AccountScreen['present']> {
  const { texts } = scope;
  const forms = new TeamForms(scope, state.listingId);
  const fields = new FieldWriter(scope, state.form);
  const { members, invitations } = state.team;
  const done = state.done === null ? null : `account.team.done.${state.done}`;
  const waiting = invitations.map(({ id, email, sentAt }): RowView => ({
    title: email,
    detail: forms.line('sent', { when: sayWhen(scope, sentAt) }),
    forms: [forms.form('resend', id), forms.form('revoke', id, { look: 'button--danger' })],
  }));
  return {
    ...fields.summary(),
    ...(done !== null && texts.has(done) ? { notice: texts.line(done) } : {}),
    sections: [
      section('members', {
        heading: forms.line('members'),
        rows: members.map((member) => memberRow(forms, member)),
      }),
      ...(waiting.length > 0
        ? [section('invitations', { heading: forms.line('invitations'), rows: waiting })]
        : []),
      ...(state.mandate
        ? [
            section('mandate', {
              heading: forms.line('mandate'),
              paragraphs: [forms.line('mandateText')],
              rows: [mandateRow(scope, forms, state.mandate)],
            }),
          ]
        : []),
      section('invite', {
        heading: forms.line('invite'),
        paragraphs: [forms.line('inviteText')],
        forms: [
          forms.form('invite', '', {
            fields: [fields.field('inviteEmail')],
            choices: forms.choices('new', state.permissions),
            look: '',
          }),
        ],
      }),
    ],
  };
}
