import type { PageScope } from '../rendering/page-scope';
import { type FormState, FieldWriter } from './account-form';
import type { AccountScreen } from './account-pages';
import { accountRoutes, RETURN_TO, signInPath } from './account-routes';
import { type FormView, section } from './account-views';

export interface SignInState {
  readonly form: FormState;
  readonly returnTo: string | null;
  readonly offersProConnect: boolean;
  /** Whoever is signed in with this browser already. */
  readonly signedInAs: string | null;
}

/** What ProConnect asks every page that offers it to link to. */
const ABOUT_PROCONNECT = 'https://www.proconnect.gouv.fr/';

type Body = ReturnType<AccountScreen['present']>;

/** What leads back after signing in, as hidden fields. Pure. */
export const returnFields = (returnTo: string | null): FormView['hidden'] =>
  returnTo === null ? [] : [{ name: RETURN_TO, value: returnTo }];

/** The page on which people sign in: by password, by a link, or with ProConnect. Pure. */
export function presentSignIn(scope: PageScope, state: SignInState): Body {
  const { texts, locale } = scope;
  const { returnTo } = state;
  const line = (key: string, words = {}): string => texts.line(`account.signIn.${key}`, words);
  const fields = new FieldWriter(scope, state.form);
  const hidden = returnFields(returnTo);
  return {
    ...fields.summary(),
    ...(state.signedInAs === null ? {} : { notice: line('signedInAs', { name: state.signedInAs }) }),
    sections: [
      section('password-sign-in', {
        forms: [
          {
            action: accountRoutes.signIn[locale],
            hidden,
            fields: [fields.field('email'), fields.field('password')],
            submit: line('submit'),
            look: '',
          },
        ],
        links: [
          { href: signInPath(locale, returnTo, 'password'), label: line('forgotten') },
          { href: signInPath(locale, returnTo, 'signUp'), label: line('signUp') },
        ],
      }),
      section('link-sign-in', {
        heading: line('link.heading'),
        paragraphs: [line('link.text')],
        forms: [
          {
            action: accountRoutes.signInByLink[locale],
            hidden,
            fields: [fields.field('linkEmail')],
            submit: line('link.submit'),
            look: 'button--quiet',
          },
        ],
      }),
      ...(state.offersProConnect
        ? [
            section('proconnect-sign-in', {
              heading: line('proConnect.heading'),
              paragraphs: [line('proConnect.text')],
              links: [
                { href: signInPath(locale, returnTo, 'proConnect'), label: line('proConnect.submit') },
                { href: ABOUT_PROCONNECT, label: line('proConnect.about') },
              ],
            }),
          ]
        : []),
    ],
  };
}

/** What is seen while the browser goes on to sign out at ProConnect, or where it does not go by itself. Pure. */
export function presentSignedOut({ texts }: PageScope, address: string): Body {
  return {
    errors: [],
    sections: [
      section('signed-out', {
        paragraphs: [texts.line('account.signedOut.text')],
        links: [{ href: address, label: texts.line('account.signedOut.go') }],
      }),
    ],
  };
}

/** The page that asks for a code of the application. Pure. */
export function presentCode(scope: PageScope, form: FormState): Body {
  const { texts, locale } = scope;
  const fields = new FieldWriter(scope, form);
  return {
    ...fields.summary(),
    sections: [
      section('code-form', {
        forms: [
          {
            action: accountRoutes.code[locale],
            hidden: [],
            fields: [fields.field('code')],
            submit: texts.line('account.code.submit'),
            look: '',
          },
        ],
        links: [{ href: accountRoutes.signIn[locale], label: texts.line('account.code.again') }],
      }),
    ],
  };
}
