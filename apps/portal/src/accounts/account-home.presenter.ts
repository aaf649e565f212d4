import type { Account, ListedSession } from '@halles/domain/accounts';
import type { PageScope } from '../rendering/page-scope';
import { type FormState, FieldWriter } from './account-form';
import type { AccountScreen } from './account-pages';
import { accountRoutes } from './account-routes';
import { type FormView, section, type SectionView } from './account-views';
import { browserName } from './browser-name';

export interface HomeState {
  readonly account: Account;
  readonly sessions: readonly ListedSession[];
  /** Id of the session that asks. */
  readonly current: string;
  readonly hasIdentity: boolean;
  readonly offersProConnect: boolean;
  readonly form: FormState;
  /** Key of a text below `account.done` about what was just changed. */
  readonly done: string | null;
}

const simple = (action: string, submit: string, look: FormView['look'] = 'button--quiet'): FormView => ({
  action,
  hidden: [],
  fields: [],
  submit,
  look,
});

/** A day and hour in the words of the territory. Pure. */
export function sayWhen({ settings, locale }: PageScope, at: Date): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'fr-FR', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: settings.timeZone,
  }).format(at);
}

/** The account: who one is, how one signs in, and where one is signed in. Pure. */
export function presentHome(scope: PageScope, state: HomeState): ReturnType<AccountScreen['present']> {
  const { texts, locale } = scope;
  const fields = new FieldWriter(scope, state.form);
  const done = state.done === null ? null : `account.done.${state.done}`;
  return {
    ...fields.summary(),
    ...(done !== null && texts.has(done) ? { notice: texts.line(done) } : {}),
    sections: [
      section('who', {
        heading: texts.line('account.home.who'),
        forms: [
          {
            action: accountRoutes.name[locale],
            hidden: [],
            fields: [fields.field('name')],
            submit: texts.line('account.home.saveName'),
            look: 'button--quiet',
          },
        ],
      }),
      address(scope, state, fields),
      password(scope, state, fields),
      secondFactor(scope, state),
      ...(state.offersProConnect ? [identity(scope, state)] : []),
      devices(scope, state),
      section('data', {
        heading: texts.line('account.home.data'),
        links: [{ href: accountRoutes.data[locale], label: texts.line('account.home.toData') }],
      }),
      section('leave', {
        forms: [simple(accountRoutes.signOut[locale], texts.line('account.home.signOut'))],
      }),
    ],
  };
}

function address({ texts, locale }: PageScope, { account }: HomeState, fields: FieldWriter): SectionView {
  return section('address', {
    heading: texts.line('account.home.address'),
    facts: [{ term: texts.line('account.home.addressNow'), value: account.email }],
    paragraphs: account.isVerified ? [] : [texts.line('account.home.unproved')],
    forms: [
      ...(account.isVerified
        ? []
        : [simple(accountRoutes.confirmEmail[locale], texts.line('account.home.prove'))]),
      {
        action: accountRoutes.email[locale],
        hidden: [],
        fields: [fields.field('newEmail')],
        submit: texts.line('account.home.changeAddress'),
        look: 'button--quiet',
      },
    ],
  });
}

function password({ texts, locale }: PageScope, { account }: HomeState, fields: FieldWriter): SectionView {
  return section('password', {
    heading: texts.line('account.home.password'),
    paragraphs: account.hasPassword ? [] : [texts.line('account.home.noPassword')],
    forms: [
      {
        action: accountRoutes.newPassword[locale],
        // For programs that keep passwords: whose it is.
        hidden: [{ name: 'username', value: account.email }],
        fields: [
          ...(account.hasPassword ? [fields.field('currentPassword')] : []),
          fields.field('newPassword'),
        ],
        submit: texts.line('account.home.changePassword'),
        look: 'button--quiet',
      },
    ],
  });
}

function secondFactor({ texts, locale }: PageScope, { account }: HomeState): SectionView {
  const state = account.hasTotp ? 'on' : 'off';
  return section('second-factor', {
    heading: texts.line('account.home.secondFactor'),
    paragraphs: [texts.line(`account.home.secondFactor-${state}`)],
    links: account.hasTotp
      ? []
      : [{ href: accountRoutes.secondFactor[locale], label: texts.line('account.home.secondFactorSet') }],
    forms: account.hasTotp
      ? [
          simple(
            accountRoutes.secondFactorOff[locale],
            texts.line('account.home.secondFactorRemove'),
            'button--danger',
          ),
        ]
      : [],
  });
}

function identity({ texts, locale }: PageScope, { hasIdentity }: HomeState): SectionView {
  return section('proconnect', {
    heading: texts.line('account.home.proConnect'),
    paragraphs: [texts.line(hasIdentity ? 'account.home.proConnectLinked' : 'account.home.proConnectText')],
    links: hasIdentity
      ? []
      : [{ href: accountRoutes.linkProConnect[locale], label: texts.line('account.home.proConnectLink') }],
  });
}

function devices(scope: PageScope, { sessions, current }: HomeState): SectionView {
  const { texts, locale } = scope;
  return section('devices', {
    heading: texts.line('account.home.devices'),
    rows: sessions.map(({ id, browser, lastSeenAt, authenticatedBy }) => ({
      title: browserName(browser) ?? texts.line('account.home.unknownDevice'),
      detail:
        id === current
          ? texts.line('account.home.thisDevice')
          : texts.line('account.home.seen', {
              when: sayWhen(scope, lastSeenAt),
              how: texts.line(`account.home.by-${authenticatedBy}`),
            }),
      forms:
        id === current
          ? []
          : [
              {
                ...simple(accountRoutes.sessions[locale], texts.line('account.home.endSession')),
                hidden: [{ name: 'session', value: id }],
              },
            ],
    })),
  });
}
