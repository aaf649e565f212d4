import { pathTo } from '@halles/contracts';
import type { FormState } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import type { AccountContent } from './account-page';
import { erasureForm, writeForms } from './account.forms';
import { buttonForm, section } from './account.view';

/**
 * What can be done with the data of an account: read them, take them away, have them erased. Pure.
 * @param underWay how many of its orders are
 */
export function presentData(scope: PageScope, state: FormState, underWay: number): AccountContent {
  const { texts, locale } = scope;
  const line = (key: string): string => texts.line(`account.data.${key}`);
  const form = writeForms(scope, state, erasureForm);
  return {
    trail: [{ href: pathTo('account', locale), label: texts.line('account.home.heading') }],
    ...form.summary(),
    sections: [
      section('take', {
        heading: line('take'),
        paragraphs: [line('takeText')],
        links: [{ href: pathTo('account.dataPage', locale), label: line('read') }],
        forms: [buttonForm(pathTo('account.dataFile', locale), line('file'))],
      }),
      section('erase', {
        heading: line('erase'),
        paragraphs: [
          line('eraseText'),
          ...(underWay > 0 ? [texts.line('account.data.eraseUnderWay', { count: underWay })] : []),
        ],
        ...(underWay > 0
          ? {
              links: [{ href: pathTo('account.orders', locale), label: texts.line('account.home.toOrders') }],
            }
          : {}),
        forms: [
          {
            action: pathTo('account.erase', locale),
            fields: form.fields(),
            submit: line('eraseSubmit'),
            look: 'button--danger',
          },
        ],
      }),
    ],
  };
}
