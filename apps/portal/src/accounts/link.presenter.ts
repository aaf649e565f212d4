import { pathTo } from '@halles/contracts';
import type { AccountLink } from '@halles/domain/accounts';
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

/** The page behind a mailed link: what it is for, and the button that does it. Pure. */
export function presentLink(
  scope: PageScope,
  { kind, email }: Pick<AccountLink, 'kind' | 'email'>,
  token: string,
  state: FormState,
): AccountContent {
  const { texts, locale } = scope;
  const form = writeForms(scope, state, newPasswordForm);
  return {
    ...form.summary(),
    sections: [
      section('link-form', {
        facts: [{ term: texts.line('account.fields.email.label'), value: email }],
        forms: [
          {
            action: pathTo('account.link', locale, { token }),
            fields: kind === 'password' ? form.fields() : [],
            submit: texts.line(`account.link.${kind}`),
            look: '',
          },
        ],
      }),
    ],
  };
}

/** The page behind a link that was requested with another browser: one button sends a new one for this browser. Pure. */
export function presentOtherBrowser({ texts, locale }: PageScope, token: string): AccountContent {
  const action = pathTo('account.renewLink', locale, { token });
  return {
    errors: [],
    sections: [
      section('renew-form', {
        paragraphs: [texts.line('account.otherBrowser.text')],
        forms: [buttonForm(action, texts.line('account.otherBrowser.submit'), '')],
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
