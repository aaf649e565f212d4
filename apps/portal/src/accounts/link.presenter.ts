import { pathTo } from '@halles/contracts';
import { type AccountLink, asksForPassword } from '@halles/domain/accounts';
import type { FieldView, FormState } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import type { AccountContent } from './account-page';
import {
  forgottenPasswordForm,
  linkRequestForm,
  newPasswordForm,
  signUpForm,
  writeForms,
} from './account.forms';
import { buttonForm, section } from './account.view';
import { sayWhen } from './say-when';
import { returnFields } from './sign-in.presenter';
import { signInPath } from './sign-in-path';

/** A page that says one thing and leads back to signing in. Pure. */
export function presentMessage({ texts, locale }: PageScope, name: string): AccountContent {
  return {
    errors: [],
    sections: [
      section('said', {
        paragraphs: [texts.line(`account.${name}.text`)],
        links: [{ href: signInPath(locale, null), label: texts.line('account.toSignIn') }],
      }),
    ],
  };
}

/** A link, and how this browser came to it. */
export interface LinkPageState {
  readonly link: Pick<AccountLink, 'kind' | 'email' | 'createdAt' | 'carries'>;
  /** Whether this browser asked for it. */
  readonly isHere: boolean;
  readonly token: string;
  readonly state: FormState;
}

/**
 * The page behind a mailed link: what it is for, and the button that does it. In another browser than asked for it, it
 * says so first: the button is the answer. Pure.
 */
export function presentLink(scope: PageScope, { link, isHere, token, state }: LinkPageState): AccountContent {
  const { texts, locale } = scope;
  const { kind, email, createdAt } = link;
  const asksPassword = asksForPassword(link);
  const form = writeForms(scope, state, newPasswordForm);
  const action = pathTo('account.link', locale, { token });
  const elsewhere = (key: string): string => texts.line(`account.elsewhere.${key}`);
  const asked = { term: elsewhere('asked'), value: sayWhen(scope, createdAt) };
  return {
    ...form.summary(),
    sections: [
      section('link-form', {
        paragraphs: [
          ...(isHere ? [] : [elsewhere('text')]),
          ...(kind === 'sign-up' && asksPassword ? [elsewhere('password')] : []),
        ],
        facts: [{ term: texts.line('account.fields.email.label'), value: email }, ...(isHere ? [] : [asked])],
        forms: [
          {
            action: isHere ? action : `${action}?ailleurs=oui`,
            fields: asksPassword ? form.fields() : [],
            submit: isHere ? texts.line(`account.link.${kind}`) : elsewhere(`submit.${kind}`),
            look: '',
          },
        ],
      }),
    ],
  };
}

/** A link that changes an account waits for its owner, in whichever browser they sign in. Pure. */
export function presentSignInFirst({ texts, locale }: PageScope, token: string): AccountContent {
  const back = signInPath(locale, pathTo('account.link', locale, { token }));
  return {
    errors: [],
    sections: [
      section('sign-in-first', {
        paragraphs: [texts.line('account.signInFirst.text')],
        links: [{ href: back, label: texts.line('account.signInFirst.submit') }],
      }),
    ],
  };
}

/** The page behind a link whose time is over: one button sends another. Pure. */
export function presentEnded({ texts, locale }: PageScope, token: string): AccountContent {
  const action = pathTo('account.renewLink', locale, { token });
  return {
    errors: [],
    sections: [
      section('renew-form', {
        paragraphs: [texts.line('account.linkEnded.over')],
        forms: [buttonForm(action, texts.line('account.linkEnded.submit'), '')],
        links: [{ href: signInPath(locale, null), label: texts.line('account.toSignIn') }],
      }),
    ],
  };
}

/** Pages that ask for what a link needs: their texts are `account.<name>`. */
export type LinkRequestPage = 'signUp' | 'password' | 'signInByLink';

/** A form that asks for an address, or for a new account. Pure. */
export function presentLinkRequest(
  scope: PageScope,
  name: LinkRequestPage,
  state: FormState,
  returnTo: string | null,
): AccountContent {
  const { texts, locale } = scope;
  const { action, fields, summary } = requestForm(scope, name, state);
  return {
    ...summary,
    sections: [
      section('asking', {
        forms: [
          {
            action,
            fields: [...returnFields(returnTo), ...fields],
            submit: texts.line(`account.${name}.submit`),
            look: '',
          },
        ],
        links: [{ href: signInPath(locale, returnTo), label: texts.line('account.toSignIn') }],
      }),
    ],
  };
}

function requestForm(
  scope: PageScope,
  name: LinkRequestPage,
  state: FormState,
): {
  readonly action: string;
  readonly fields: readonly FieldView[];
  readonly summary: Pick<AccountContent, 'problem' | 'errors'>;
} {
  const { texts, locale } = scope;
  switch (name) {
    case 'signUp': {
      const form = writeForms(scope, state, signUpForm);
      const password = { ...form.field('newPassword'), label: texts.line('account.signUp.password') };
      return {
        action: pathTo('account.signUp', locale),
        fields: [form.field('name'), form.field('email'), password],
        summary: form.summary(),
      };
    }
    case 'password': {
      const form = writeForms(scope, state, forgottenPasswordForm);
      return {
        action: pathTo('account.forgottenPassword', locale),
        fields: [form.field('email')],
        summary: form.summary(),
      };
    }
    case 'signInByLink': {
      const form = writeForms(scope, state, linkRequestForm);
      return {
        action: pathTo('account.signInByLink', locale),
        fields: [form.field('linkEmail')],
        summary: form.summary(),
      };
    }
  }
}
