import type { PageScope } from '../page/page-scope';
import { type AccountBody, type FormView, section } from './account-views';
import { accountRoutes, RETURN_TO } from './account-routes';

export interface SignInState {
  readonly email: string;
  readonly returnTo: string | null;
  /** Sentence about the whole form. */
  readonly problem?: string;
  readonly faulty?: readonly ('email' | 'password')[];
}

type Body = Omit<AccountBody, 'heading' | 'lead' | 'trail'>;

/** What leads back after signing in, as hidden fields. Pure. */
export const returnFields = (returnTo: string | null): FormView['hidden'] =>
  returnTo === null ? [] : [{ name: RETURN_TO, value: returnTo }];

/** The page on which people sign in. Pure. */
export function presentSignIn({ texts, locale }: PageScope, state: SignInState): Body {
  const line = (key: string): string => texts.line(`account.signIn.${key}`);
  const faults = (state.faulty ?? []).map((field) => ({ field, message: line(`faults.${field}`) }));
  const errorOf = (field: 'email' | 'password') => {
    const fault = faults.find((entry) => entry.field === field);
    return fault ? { error: fault.message } : {};
  };
  return {
    ...(state.problem === undefined ? {} : { problem: state.problem }),
    faults,
    sections: [
      section('password-sign-in', {
        forms: [
          {
            action: accountRoutes.signIn[locale],
            hidden: returnFields(state.returnTo),
            fields: [
              {
                id: 'email',
                type: 'email',
                label: line('email'),
                autocomplete: 'username',
                inputmode: 'email',
                maxlength: 254,
                value: state.email,
                ...errorOf('email'),
              },
              {
                id: 'password',
                type: 'password',
                label: line('password'),
                autocomplete: 'current-password',
                maxlength: 128,
                value: '',
                ...errorOf('password'),
              },
            ],
            submit: line('submit'),
            look: '',
          },
        ],
      }),
    ],
  };
}
