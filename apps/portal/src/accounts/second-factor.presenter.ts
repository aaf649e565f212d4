import { pathTo } from '@halles/contracts';
import type { FormState } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import type { AccountContent } from './account-page';
import { applicationCodeForm, signInCodeForm, writeForms } from './account.forms';
import { section } from './account.view';

/** What an application has to scan, and the form for its first code. Pure. */
export function presentSecondFactor(scope: PageScope, secret: string, state: FormState): AccountContent {
  const { texts, locale } = scope;
  const line = (key: string): string => texts.line(`account.secondFactor.${key}`);
  const form = writeForms(scope, state, applicationCodeForm);
  return {
    trail: [{ href: pathTo('account', locale), label: texts.line('account.home.heading') }],
    ...form.summary(),
    sections: [
      section('scan', {
        heading: line('scan'),
        paragraphs: [line('scanText')],
        picture: { src: pathTo('account.secondFactorQr', locale), alt: line('pictureAlt') },
        codes: [secret.match(/.{1,4}/g)?.join(' ') ?? secret],
      }),
      section('confirm', {
        heading: line('confirm'),
        forms: [
          {
            action: pathTo('account.secondFactor', locale),
            fields: form.fields(),
            submit: line('submit'),
            look: '',
          },
        ],
      }),
    ],
  };
}

/** The recovery codes, shown this once. Pure. */
export function presentRecoveryCodes({ texts, locale }: PageScope, codes: readonly string[]): AccountContent {
  return {
    notice: texts.line('account.recoveryCodes.done'),
    errors: [],
    sections: [
      section('codes', {
        paragraphs: [texts.line('account.recoveryCodes.text')],
        codes,
        links: [{ href: pathTo('account', locale), label: texts.line('account.recoveryCodes.back') }],
      }),
    ],
  };
}

/** The code that is asked for once more, before none is. Pure. */
export function presentRemoval(scope: PageScope, state: FormState): AccountContent {
  const { texts, locale } = scope;
  const form = writeForms(scope, state, signInCodeForm);
  return {
    trail: [{ href: pathTo('account', locale), label: texts.line('account.home.heading') }],
    ...form.summary(),
    sections: [
      section('code-form', {
        forms: [
          {
            action: pathTo('account.removeSecondFactor', locale),
            fields: form.fields(),
            submit: texts.line('account.home.secondFactorRemove'),
            look: 'button--danger',
          },
        ],
      }),
    ],
  };
}
