import { pathsTo, pathTo } from '@halles/contracts';
import type { PaymentAccount } from '@halles/domain/orders';
import { type FormState, FormWriter, formValuesOf, newForm } from '@halles/platform/forms';
import { hiddenField, section, type SectionFormView, type SettingsSectionsBody } from '../../accounts';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import type { LeavingBody } from '../order.view';
import { acceptsForm } from './payment-settings.form';

/** What was just done, for the page to say. */
export const paymentChanges = ['accept', 'check', 'disconnect'] as const;
export type PaymentChange = (typeof paymentChanges)[number];

export interface PaymentSettingsState {
  readonly listingId: number;
  readonly account: PaymentAccount | null;
  /** It takes reservations, which nobody pays online. */
  readonly isReserved: boolean;
  /** Null where nothing was sent. */
  readonly form: FormState | null;
  readonly done: PaymentChange | null;
}

type Standing = 'none' | 'incomplete' | 'ready' | 'disconnected' | 'closed';

/** How far the account of a shop is. Pure. */
function standingOf(account: PaymentAccount | null): Standing {
  if (account === null) return 'none';
  if (account.disconnectedAt !== null) return 'disconnected';
  if (account.lostAt) return 'closed';
  return account.takesPayments ? 'ready' : 'incomplete';
}

const BUTTONS: Readonly<
  Record<Standing, readonly (readonly ['connect' | 'check' | 'disconnect', string])[]>
> = {
  none: [['connect', 'connect']],
  incomplete: [
    ['connect', 'resume'],
    ['check', 'check'],
    ['disconnect', 'disconnect'],
  ],
  ready: [
    ['check', 'check'],
    ['disconnect', 'disconnect'],
  ],
  disconnected: [['connect', 'reconnect']],
  closed: [
    ['connect', 'connect'],
    ['check', 'check'],
    ['disconnect', 'disconnect'],
  ],
};

/** The account that a shop's orders are paid on, and where its customers pay. Pure. */
export function presentPaymentSettings(scope: PageScope, state: PaymentSettingsState): SettingsSectionsBody {
  const { texts, locale } = scope;
  const { listingId: listing, account, done } = state;
  const action = pathTo('merchant.payments', locale, { listing });
  const line = (key: string): string => texts.line(`payments.settings.${key}`);
  const standing = standingOf(account);
  const form = new FormWriter(
    acceptsForm,
    state.form ?? newForm(formValuesOf({ accepts: account?.accepts ?? 'both' })),
    texts,
    locale,
  );
  const button = ([act, words]: readonly [string, string], index: number): SectionFormView => ({
    action,
    fields: [hiddenField('do', act)],
    submit: line(`acts.${words}`),
    look: act === 'disconnect' ? 'button--danger' : index === 0 ? '' : 'button--quiet',
  });
  return {
    ...form.summary(),
    ...(done === null ? {} : { notice: line(`done.${done}`) }),
    sections: [
      section('account', {
        paragraphs: [line('lead'), line('how'), line(`states.${standing}`)],
        forms: BUTTONS[standing].map(button),
      }),
      ...(standing === 'ready'
        ? [
            section('payment-ways', {
              heading: line('accepts'),
              paragraphs: state.isReserved ? [line('reservations')] : [],
              forms: [
                {
                  action,
                  fields: [hiddenField('do', 'accept'), form.field('accepts')],
                  submit: line('acts.accept'),
                  look: '' as const,
                },
              ],
            }),
          ]
        : []),
    ],
    back: { href: pathTo('merchant.ordering', locale, { listing }), label: texts.line('ordering.heading') },
  };
}

/** A page that leads on to the provider, where a merchant completes their account. Pure. */
export const presentToAccount =
  (listing: number, address: string) =>
  ({ texts }: PageScope): PageModel & { readonly body: LeavingBody } => {
    const heading = texts.line('payments.settings.leavingHeading');
    return {
      head: {
        ...{ page: null, title: heading, description: heading, noindex: true },
        paths: pathsTo('merchant.payments', { listing }),
      },
      body: {
        heading,
        lead: texts.line('payments.settings.leavingLead'),
        trail: [],
        go: { href: address, label: texts.line('payments.settings.leavingLink') },
      },
    };
  };
