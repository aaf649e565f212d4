import { pathTo } from '@halles/contracts';
import type { AccountLink } from '@halles/domain/accounts';
import type { FormState } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import type { AccountContent } from './account-page';
import { sentAgainForm, writeForms } from './account.forms';
import { buttonForm, hiddenField, section, type SectionView } from './account.view';
import { signInPath } from './sign-in-path';

export interface LinkSentState {
  /** What this browser waits for; null for nothing, or another browser. */
  readonly link: Pick<AccountLink, 'email' | 'carries'> | null;
  readonly form: FormState;
  readonly wasSentAgain: boolean;
  /** Where the mails of a development are read; null elsewhere. */
  readonly mailbox: string | null;
}

/** Where the mail went, and what to do when it does not come. Pure. */
export function presentLinkSent(scope: PageScope, state: LinkSentState): AccountContent {
  const { texts, locale } = scope;
  const { link, mailbox } = state;
  const line = (key: string): string => texts.line(`account.linkSent.${key}`);
  const sent = section('said', {
    paragraphs: [line('text')],
    ...(link === null ? {} : { facts: [{ term: line('sentTo'), value: link.email }] }),
    links: [
      ...(mailbox === null ? [] : [{ href: mailbox, label: line('mailbox') }]),
      ...(link === null ? [{ href: signInPath(locale, null), label: texts.line('account.toSignIn') }] : []),
    ],
  });
  if (link === null) return { errors: [], sections: [sent] };
  const forms = writeForms(scope, state.form, sentAgainForm);
  return {
    ...forms.summary(),
    ...(state.wasSentAgain ? { notice: line('sentAgain') } : {}),
    sections: [sent, ...presentAgain(scope, state, forms.field('email'), link)],
  };
}

function presentAgain(
  { texts, locale }: PageScope,
  { form }: LinkSentState,
  field: ReturnType<ReturnType<typeof writeForms>['field']>,
  { email, carries }: NonNullable<LinkSentState['link']>,
): SectionView[] {
  const line = (key: string): string => texts.line(`account.linkSent.${key}`);
  const action = pathTo('account.linkSent', locale);
  const isTyped = form.values['email'] !== undefined;
  return [
    section('again', {
      heading: line('again.heading'),
      paragraphs: [line('again.text')],
      forms: [buttonForm(action, line('again.submit'))],
    }),
    section('correct', {
      heading: line('correct.heading'),
      paragraphs: [line('correct.text')],
      forms: [
        {
          action,
          fields: [hiddenField('act', 'correct'), isTyped ? field : { ...field, value: email }],
          submit: line('correct.submit'),
          look: 'button--quiet',
        },
      ],
      links: [{ href: signInPath(locale, carries.returnTo ?? null), label: texts.line('account.toSignIn') }],
    }),
  ];
}
