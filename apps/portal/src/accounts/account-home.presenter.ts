import { pathTo } from '@halles/contracts';
import type { Account, ListedSession } from '@halles/domain/accounts';
import type { FormState, FormWriter } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import type { AccountChange } from './account-changes';
import type { AccountContent } from './account-page';
import { nameForm, newEmailForm, passwordChangeForm, writeForms } from './account.forms';
import { buttonForm, hiddenField, section, type SectionView } from './account.view';
import { browserName } from './browser-name';
import { sayWhen } from './say-when';

export interface HomeState {
  readonly account: Account;
  readonly sessions: readonly ListedSession[];
  /** Id of the session that asks. */
  readonly current: string;
  readonly hasIdentity: boolean;
  readonly offersProConnect: boolean;
  readonly form: FormState;
  /** What was just changed. */
  readonly done: AccountChange | null;
}

/** The account: who one is, how one signs in, and where one is signed in. Pure. */
export function presentHome(scope: PageScope, state: HomeState): AccountContent {
  const { texts, locale } = scope;
  const forms = writeForms(scope, state.form, nameForm, newEmailForm, passwordChangeForm);
  return {
    ...forms.summary(),
    ...(state.done === null ? {} : { notice: texts.line(`account.done.${state.done}`) }),
    sections: [
      section('who', {
        heading: texts.line('account.home.who'),
        forms: [
          {
            action: pathTo('account.name', locale),
            fields: [forms.field('name')],
            submit: texts.line('account.home.saveName'),
            look: 'button--quiet',
          },
        ],
      }),
      address(scope, state, forms),
      password(scope, state, forms),
      secondFactor(scope, state),
      ...(state.offersProConnect ? [identity(scope, state)] : []),
      devices(scope, state),
      section('orders', {
        heading: texts.line('account.orders.heading'),
        links: [{ href: pathTo('account.orders', locale), label: texts.line('account.home.toOrders') }],
      }),
      section('conversations', {
        heading: texts.line('account.conversations.heading'),
        links: [
          {
            href: pathTo('account.conversations', locale),
            label: texts.line('account.home.toConversations'),
          },
        ],
      }),
      section('data', {
        heading: texts.line('account.home.data'),
        links: [{ href: pathTo('account.data', locale), label: texts.line('account.home.toData') }],
      }),
      section('leave', {
        forms: [buttonForm(pathTo('account.signOut', locale), texts.line('account.home.signOut'))],
      }),
    ],
  };
}

function address({ texts, locale }: PageScope, { account }: HomeState, forms: FormWriter): SectionView {
  return section('address', {
    heading: texts.line('account.home.address'),
    facts: [{ term: texts.line('account.home.addressNow'), value: account.email }],
    paragraphs: account.isVerified ? [] : [texts.line('account.home.unproved')],
    forms: [
      ...(account.isVerified
        ? []
        : [buttonForm(pathTo('account.confirmEmail', locale), texts.line('account.home.prove'))]),
      {
        action: pathTo('account.email', locale),
        fields: [forms.field('newEmail')],
        submit: texts.line('account.home.changeAddress'),
        look: 'button--quiet',
      },
    ],
  });
}

function password({ texts, locale }: PageScope, { account }: HomeState, forms: FormWriter): SectionView {
  return section('password', {
    heading: texts.line('account.home.password'),
    paragraphs: account.hasPassword ? [] : [texts.line('account.home.noPassword')],
    forms: [
      {
        action: pathTo('account.password', locale),
        fields: [
          // For programs that store passwords: whose it is.
          hiddenField('username', account.email),
          ...(account.hasPassword ? [forms.field('currentPassword')] : []),
          forms.field('newPassword'),
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
    links: [
      account.hasTotp
        ? {
            href: pathTo('account.removeSecondFactor', locale),
            label: texts.line('account.home.secondFactorRemove'),
          }
        : { href: pathTo('account.secondFactor', locale), label: texts.line('account.home.secondFactorSet') },
    ],
  });
}

function identity({ texts, locale }: PageScope, { hasIdentity }: HomeState): SectionView {
  return section('proconnect', {
    heading: texts.line('account.home.proConnect'),
    paragraphs: [texts.line(hasIdentity ? 'account.home.proConnectLinked' : 'account.home.proConnectText')],
    links: hasIdentity
      ? []
      : [
          {
            href: pathTo('account.linkProConnect', locale),
            label: texts.line('account.home.proConnectLink'),
          },
        ],
  });
}

function devices(scope: PageScope, { sessions, current }: HomeState): SectionView {
  const { texts, locale } = scope;
  return section('devices', {
    heading: texts.line('account.home.devices'),
    rows: sessions.map(({ id, browser, lastSeenAt, authenticatedBy }) => ({
      title: browserName(browser, texts),
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
                ...buttonForm(pathTo('account.sessions', locale), texts.line('account.home.endSession')),
                fields: [hiddenField('session', id)],
              },
            ],
    })),
  });
}
