import { pathsTo, pathTo } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { confirmableUntil, type Order, orderNumber, wasConfirmed } from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import { type FormProblem, problemWords } from '@halles/platform/forms';
import { type AccountBody, section } from '../../accounts';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import { momentWords, slotOf } from '../order-words';

interface ConfirmState {
  readonly tokens: { readonly confirm: string; readonly order: string };
  readonly problem: FormProblem | null;
  readonly now: Date;
}

/** How an order stands that is to be confirmed, or was. Pure. */
function standingOf(order: Order, now: Date): 'asked' | 'confirmed' | 'over' {
  if (wasConfirmed(order.events)) return 'confirmed';
  return order.state === 'to-confirm' && confirmableUntil(order) > now ? 'asked' : 'over';
}

/** The page of the link that confirms an order. Nothing that was typed is on it: the address may be somebody else's. Pure. */
export const presentOrderConfirm =
  (order: Order, listing: Listing, { tokens, problem, now }: ConfirmState) =>
  (scope: PageScope): PageModel & { readonly body: AccountBody } => {
    const { texts, locale } = scope;
    const standing = standingOf(order, now);
    const words = { listing: listing.name, until: momentWords(confirmableUntil(order), scope) };
    const line = (key: string): string => texts.line(`orders.confirmation.${key}`, words);
    const heading = line(`heading.${standing}`);
    const fact = (key: string, value: string) => ({ term: texts.line(`orders.facts.${key}`), value });
    return {
      head: {
        page: null,
        title: heading,
        description: heading,
        paths: pathsTo('order.confirm', { token: tokens.confirm }),
        noindex: true,
      },
      body: {
        heading,
        trail: [],
        errors: [],
        ...(problem === null ? {} : { problem: problemWords(scope, problem) ?? '' }),
        sections: [
          section('confirmation', {
            paragraphs: [line(`text.${standing}`)],
            facts: [
              fact(`slotOf.${order.fulfilment}`, slotOf(order, scope)),
              fact('total', priceWords(order.totalCents, locale)),
              fact('number', orderNumber(order.number)),
            ],
            forms:
              standing === 'asked'
                ? [
                    {
                      action: pathTo('order.confirm', locale, { token: tokens.confirm }),
                      fields: [],
                      submit: line('confirm'),
                      look: '',
                    },
                  ]
                : [],
            links: [{ href: pathTo('order', locale, { token: tokens.order }), label: line('order') }],
          }),
        ],
      },
    };
  };
