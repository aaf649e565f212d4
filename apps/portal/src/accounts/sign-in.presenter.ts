import { pathTo, RETURN_TO, returnRoute } from '@halles/contracts';
import type { FieldView, FormState } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import type { AccountContent } from './account-page';
import { linkRequestForm, signInCodeForm, signInForm, writeForms } from './account.forms';
import { hiddenField, section, type SectionView } from './account.view';
import { signInPath } from './sign-in-path';

export interface SignInState {
  readonly form: FormState;
  readonly returnTo: string | null;
  readonly offersProConnect: boolean;
  /** Whoever is signed in with this browser already. */
  readonly signedInAs: string | null;
}

/** What ProConnect asks every page that offers it to link to. */
const ABOUT_PROCONNECT = 'https://www.proconnect.gouv.fr/';

/** What leads back after signing in, as hidden fields. Pure. */
export const returnFields = (returnTo: string | null): FieldView[] =>
  returnTo === null ? [] : [hiddenField(RETURN_TO, returnTo)];

/** Whether who signs in comes back to a form that orders, or to what they ordered: a customer, who keeps no shop. Pure. */
export const leadsToOrders = (returnTo: string | null): boolean => {
  const route = returnTo === null ? null : returnRoute(returnTo);
  return route === 'order.form' || route === 'account.orders';
};

/** The page on which people sign in: by password, by a link, or with ProConnect. Pure. */
export function presentSignIn(scope: PageScope, state: SignInState): AccountContent {
  const { texts, locale } = scope;
  const { returnTo } = state;
  const line = (key: string, words = {}): string => texts.line(`account.signIn.${key}`, words);
  const forms = writeForms(scope, state.form, signInForm, linkRequestForm);
  const hidden = returnFields(returnTo);
  return {
    ...forms.summary(),
    ...(state.signedInAs === null ? {} : { notice: line('signedInAs', { person: state.signedInAs }) }),
    sections: [
      section('password-sign-in', {
        forms: [
          {
            action: pathTo('account.signIn', locale),
            fields: [...hidden, forms.field('email'), forms.field('password')],
            submit: line('submit'),
            look: '',
          },
        ],
        links: [
          { href: signInPath(locale, returnTo, 'account.forgottenPassword'), label: line('forgotten') },
          { href: signInPath(locale, returnTo, 'account.signUp'), label: line('signUp') },
        ],
      }),
      section('link-sign-in', {
        heading: line('link.heading'),
        paragraphs: [line('link.text')],
        forms: [
          {
            action: pathTo('account.signInByLink', locale),
            fields: [...hidden, forms.field('linkEmail')],
            submit: line('link.submit'),
            look: 'button--quiet',
          },
        ],
      }),
      ...presentFirstVisit(scope, returnTo),
      ...(state.offersProConnect
        ? [
            section('proconnect-sign-in', {
              heading: line('proConnect.heading'),
              paragraphs: [line('proConnect.text')],
              links: [
                {
                  href: signInPath(locale, returnTo, 'account.signInProConnect'),
                  label: line('proConnect.submit'),
                },
                { href: ABOUT_PROCONNECT, label: line('proConnect.about') },
              ],
            }),
          ]
        : []),
    ],
  };
}

/** Visitors who open the merchant space without a specific page in mind are invited to find their business first. */
function presentFirstVisit({ texts, locale }: PageScope, returnTo: string | null): SectionView[] {
  if (returnTo !== null && returnTo !== pathTo('merchant', locale)) return [];
  const line = (key: string): string => texts.line(`account.signIn.find.${key}`);
  return [
    section('first-visit', {
      heading: line('heading'),
      paragraphs: [line('text')],
      links: [{ href: pathTo('claim.find', locale), label: line('link') }],
    }),
  ];
}

/** What is seen while the browser goes on to sign out at ProConnect, or where it does not go by itself. Pure. */
export function presentSignedOut({ texts }: PageScope, address: string): AccountContent {
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
export function presentCode(scope: PageScope, state: FormState): AccountContent {
  const { texts, locale } = scope;
  const form = writeForms(scope, state, signInCodeForm);
  return {
    ...form.summary(),
    sections: [
      section('code-form', {
        forms: [
          {
            action: pathTo('account.signInCode', locale),
            fields: form.fields(),
            submit: texts.line('account.code.submit'),
            look: '',
          },
        ],
        links: [{ href: signInPath(locale, null), label: texts.line('account.code.again') }],
      }),
    ],
  };
}
