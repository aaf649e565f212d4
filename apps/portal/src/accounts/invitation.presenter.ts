import { pathTo } from '@halles/contracts';
import type { Account } from '@halles/domain/accounts';
import type { PageScope } from '../rendering/page-scope';
import type { AccountContent } from './account-page';
import { buttonForm, section } from './account.view';
import { signInPath } from './sign-in-path';

/** An invitation to a team: the button that accepts it, or how to sign in first. Pure. @param account of who is signed in */
export function presentInvitation(
  { texts, locale }: PageScope,
  token: string,
  account: Pick<Account, 'name' | 'email'> | null,
): AccountContent {
  const path = pathTo('account.invitation', locale, { token });
  const line = (key: string, words = {}): string => texts.line(`account.invitation.${key}`, words);
  if (account)
    return {
      errors: [],
      sections: [
        section('join', {
          paragraphs: [line('as', { person: account.name, email: account.email })],
          forms: [buttonForm(path, line('submit'), '')],
        }),
      ],
    };
  return {
    errors: [],
    sections: [
      section('join', {
        paragraphs: [line('needsAccount')],
        links: [
          { href: signInPath(locale, path), label: texts.line('account.toSignIn') },
          { href: signInPath(locale, path, 'account.signUp'), label: texts.line('account.signIn.signUp') },
        ],
      }),
    ],
  };
}
