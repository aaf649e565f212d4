import { pathTo } from '@halles/contracts';
import type { BlockedCustomer, Order } from '@halles/domain/orders';
import { phoneWords } from '@halles/kernel';
import { type FormState, FormWriter } from '@halles/platform/forms';
import { hiddenField, type RowView, sayWhen, section } from '../../accounts';
import type { PageScope } from '../../rendering/page-scope';
import { blockForm } from './blocked-customers.form';
import type { ContactsBody } from './order-contacts.presenter';

/** What was just done, for the page to say. */
export const blockChanges = ['block', 'unblock'] as const;
export type BlockChange = (typeof blockChanges)[number];

/** How a customer is known, in one line. Pure. */
const contactWords = ({ email, phone }: Pick<BlockedCustomer, 'email' | 'phone'>): string =>
  [email, phone === null ? null : phoneWords(phone)].filter((part) => part !== null).join(' · ');

/** From whom a shop takes no orders online. Pure. */
export function presentBlocked(
  scope: PageScope,
  listingId: number,
  customers: readonly BlockedCustomer[],
  done: BlockChange | null,
): ContactsBody {
  const { texts, locale } = scope;
  const line = (key: string, words: Readonly<Record<string, string>> = {}): string =>
    texts.line(`blocked.${key}`, words);
  const rowOf = (customer: BlockedCustomer): RowView => {
    const { id, name, reason, createdAt } = customer;
    const since = line('since', { when: sayWhen(scope, createdAt) });
    return {
      title: name,
      detail: [contactWords(customer), since, reason].filter((part) => part !== null).join(' · '),
      forms: [
        {
          action: pathTo('merchant.blockedCustomers', locale, { listing: listingId }),
          fields: [hiddenField('id', id)],
          submit: line('unblock'),
          look: 'button--quiet',
        },
      ],
    };
  };
  return {
    errors: [],
    ...(done === null ? {} : { notice: line(`done.${done}`) }),
    sections: [
      section('blocked', {
        paragraphs: [line('lead'), ...(customers.length === 0 ? [line('none')] : [])],
        rows: customers.map(rowOf),
      }),
    ],
    back: {
      href: pathTo('merchant.ordering', locale, { listing: listingId }),
      label: texts.line('ordering.heading'),
    },
  };
}

/** Asks a shop whether it takes no more orders of who ordered. Pure. @param order of a customer who was not erased */
export function presentBlocking(
  scope: PageScope,
  order: Order,
  state: FormState,
  isBlocked: boolean,
): ContactsBody {
  const { texts, locale } = scope;
  const { listingId: listing, customer } = order;
  const form = new FormWriter(blockForm, state, texts, locale);
  const paragraphs = customer === null ? [] : [customer.name, contactWords(customer)];
  const action = pathTo('merchant.blockCustomer', locale, { listing, order: order.id });
  return {
    ...form.summary(),
    sections: [
      section('block', {
        paragraphs: [...paragraphs, texts.line(isBlocked ? 'blocked.already' : 'blocked.what')],
        forms: isBlocked
          ? []
          : [{ action, fields: form.fields(), submit: texts.line('blocked.block'), look: 'button--danger' }],
      }),
    ],
    back: {
      href: pathTo('merchant.order', locale, { listing, order: order.id }),
      label: texts.line('blocked.toOrder'),
    },
  };
}
