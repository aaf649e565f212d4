import { pathTo, type PortalPermission } from '@halles/contracts';
import type { Team } from '@halles/domain/accounts';
import type { Mandate } from '@halles/domain/mandates';
import { type FieldView, type FormState, FormWriter } from '@halles/platform/forms';
import {
  hiddenField,
  type RowView,
  sayWhen,
  section,
  type SectionFormView,
  type SectionView,
} from '../accounts';
import type { PageScope } from '../rendering/page-scope';
import { scopeWords } from '../wording/mandate-words';
import { inviteForm, type MemberAct, staffChoices } from './team.form';

/** What was just done, for the page to say: keys of texts below `account.team.done`. */
export const teamChanges = [
  'agree',
  'decline',
  'end',
  'invite',
  'limit',
  'remove',
  'resend',
  'revoke',
] as const;
export type TeamChange = (typeof teamChanges)[number];

export interface TeamState {
  readonly listingId: number;
  readonly team: Team;
  /** What leaves the page to the town's agents too; null for nothing. */
  readonly mandate: Pick<
    Mandate,
    'id' | 'scope' | 'giverName' | 'signedAt' | 'createdAt' | 'expiresAt'
  > | null;
  /** Those that somebody else signed, and that wait for the owner of the page. */
  readonly waiting: readonly Mandate[];
  /** The form of an invitation. */
  readonly form: FormState;
  readonly done: TeamChange | null;
}

/** `team/team`, without its heading. */
export interface TeamBody {
  readonly notice?: string;
  readonly problem?: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly sections: readonly SectionView[];
}

/** Words the forms of the page, which all go to its one address. */
class TeamForms {
  private readonly action: string;

  constructor(
    private readonly scope: PageScope,
    listingId: number,
  ) {
    this.action = pathTo('team', scope.locale, { listing: listingId });
  }

  form(
    act: MemberAct | 'invite',
    fields: readonly FieldView[],
    look: SectionFormView['look'] = 'button--quiet',
  ): SectionFormView {
    return {
      action: this.action,
      fields: [hiddenField('do', act), ...fields],
      submit: this.line(`acts.${act}`),
      look,
    };
  }

  /** A button about one member, invitation or mandate. */
  about(id: string, act: MemberAct, look?: SectionFormView['look']): SectionFormView {
    return this.form(act, [hiddenField('id', id)], look);
  }

  /** Boxes for what somebody may do. @param of tells the boxes of one form from those of the others of the page */
  boxes(of: string, held: readonly string[]): FieldView {
    return {
      id: `${of}-permission`,
      label: this.line('fields.permission.label'),
      isBoxes: true,
      options: staffChoices.map((permission: PortalPermission) => ({
        id: `${of}-${permission}`,
        name: 'permission',
        value: permission,
        label: this.line(`options.permission.${permission}`),
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
          forms.form('limit', [hiddenField('id', account.id), forms.boxes(account.id, grant.permissions)]),
          forms.about(account.id, 'remove', 'button--danger'),
        ],
});

const mandateRow = (
  scope: PageScope,
  forms: TeamForms,
  { id, scope: groups, giverName, signedAt, createdAt, expiresAt }: NonNullable<TeamState['mandate']>,
): RowView => ({
  title: forms.line('mandateOf', { person: giverName }),
  detail: [
    forms.line('mandateWhen', {
      since: sayWhen(scope, signedAt ?? createdAt),
      until: sayWhen(scope, expiresAt),
    }),
    scopeWords(groups, scope),
  ].join(' · '),
  forms: [forms.about(id, 'end', 'button--danger')],
});

const waitingRow = (
  scope: PageScope,
  forms: TeamForms,
  { id, scope: groups, giverName, giverQuality, signedAs, proposedByName, expiresAt }: Mandate,
): RowView => ({
  title: forms.line('mandateWaits.of', { person: signedAs ?? giverName, quality: giverQuality }),
  detail: [
    forms.line('mandateWaits.when', { agent: proposedByName, until: sayWhen(scope, expiresAt) }),
    scopeWords(groups, scope),
  ].join(' · '),
  forms: [forms.about(id, 'agree', ''), forms.about(id, 'decline')],
});

/** The team of a business: who works on its page, what each may do, and who is invited. Pure. */
export function presentTeam(scope: PageScope, state: TeamState): TeamBody {
  const { texts, locale } = scope;
  const forms = new TeamForms(scope, state.listingId);
  const invite = new FormWriter(inviteForm, state.form, texts, locale);
  const { members, invitations } = state.team;
  const waiting = invitations.map(({ id, email, sentAt }): RowView => ({
    title: email,
    detail: forms.line('sent', { when: sayWhen(scope, sentAt) }),
    forms: [forms.about(id, 'resend'), forms.about(id, 'revoke', 'button--danger')],
  }));
  return {
    ...invite.summary(),
    ...(state.done === null ? {} : { notice: forms.line(`done.${state.done}`) }),
    sections: [
      ...(state.waiting.length > 0
        ? [
            section('mandate-waiting', {
              heading: forms.line('mandateWaits.heading'),
              paragraphs: [forms.line('mandateWaits.text')],
              rows: state.waiting.map((mandate) => waitingRow(scope, forms, mandate)),
            }),
          ]
        : []),
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
          forms.form(
            'invite',
            [invite.field('inviteEmail'), forms.boxes('new', state.form.values['permission'] ?? [])],
            '',
          ),
        ],
      }),
    ],
  };
}
