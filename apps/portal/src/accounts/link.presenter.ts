import type { AccountLink } from '@halles/domain/accounts';
import type { PageScope } from '../rendering/page-scope';
import { type FormState, FieldWriter } from './account-form';
import type { AccountScreen } from './account-pages';
import { accountPath, accountRoutes, signInPath } from './account-routes';
import { type FormView, section } from './account-views';
import { returnFields } from './sign-in.presenter';

type Body = ReturnType<AccountScreen['present']>;

/** A page that says one thing and leads back to signing in. Pure. */
export function presentSaid({ texts, locale }: PageScope, name: string): Body {
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
export function presentLink(scope: PageScope, link: AccountLink, token: string, form: FormState): Body {
  const { texts, locale } = scope;
  const fields = new FieldWriter(scope, form);
  return {
    ...fields.summary(),
    sections: [
      section('link-form', {
        facts: [{ term: texts.line('account.fields.email'), value: link.email }],
        forms: [
          {
            action: accountPath('link', { token })[locale],
            hidden: [],
            fields: link.kind === 'password' ? [fields.field('newPassword')] : [],
            submit: texts.line(`account.link.${link.kind}`),
            look: '',
          },
        ],
      }),
    ],
  };
}

/** The page behind a link that was asked for with another browser: one button sends a new one for this browser. Pure. */
export function presentOtherBrowser({ texts, locale }: PageScope, token: string): Body {
  return {
    errors: [],
    sections: [
      section('renew-form', {
        paragraphs: [texts.line('account.otherBrowser.text')],
        forms: [
          {
            action: accountPath('renewLink', { token })[locale],
            hidden: [],
            fields: [],
            submit: texts.line('account.otherBrowser.submit'),
            look: '',
          },
        ],
        links: [{ href: signInPath(locale, null), label: texts.line('account.toSignIn') }],
      }),
    ],
  };
}

/** Pages that ask for what a link needs. */
export type AskingPage = 'signUp' | 'password' | 'signInByLink';

/** A form that asks for an address, or for a new account. Pure. */
export function presentAsking(
  scope: PageScope,
  page: AskingPage,
  form: FormState,
  returnTo: string | null,
): Body {
  const { texts, locale } = scope;
  const fields = new FieldWriter(scope, form);
  const asked: FormView['fields'] =
    page === 'signUp'
      ? [
          fields.field('name'),
          fields.field('email'),
          fields.field('newPassword', { label: texts.line('account.signUp.password') }),
        ]
      : [fields.field(page === 'password' ? 'email' : 'linkEmail')];
  return {
    ...fields.summary(),
    sections: [
      section('asking', {
        forms: [
          {
            action: accountRoutes[page][locale],
            hidden: returnFields(returnTo),
            fields: asked,
            submit: texts.line(`account.${page}.submit`),
            look: '',
          },
        ],
        links: [{ href: signInPath(locale, returnTo), label: texts.line('account.toSignIn') }],
      }),
    ],
  };
}
