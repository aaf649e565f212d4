import { pathsTo, pathTo, type PaymentMethod } from '@halles/contracts';
import { type Order, payableUntil } from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import { momentWords } from '../order-words';
import type { LeavingBody, OrderBody } from '../order.view';

/** The button that leads to the payment, as long as there is something to pay; or by which it is paid directly after all. Pure. */
export function payOf(
  order: Order,
  { token, way }: { readonly token: string; readonly way: PaymentMethod | null },
  { texts, locale }: PageScope,
): Pick<OrderBody, 'pay'> {
  if (order.state !== 'to-pay' || order.payment === null) return {};
  const amount = priceWords(order.payment.cents, locale);
  const action = pathTo('order.pay', locale, { token });
  if (way === 'shop')
    return { pay: { action, way, label: texts.line(`payments.payDirectlyOf.${order.fulfilment}`) } };
  return { pay: { action, label: texts.line('payments.pay', { amount }) } };
}

/** What an order that waits to be paid, or was not paid in time, says first; null for any other. Pure. */
export function payLead(order: Order, way: PaymentMethod | null, scope: PageScope): string | null {
  if (order.state === 'to-pay' && way === 'shop')
    return scope.texts.line('payments.closedLead', { until: momentWords(payableUntil(order), scope) });
  if (order.state === 'to-pay')
    return scope.texts.line(order.fulfilment === 'post' ? 'payments.leadPost' : 'payments.lead', {
      until: momentWords(payableUntil(order), scope),
    });
  if (order.events.at(-1)?.reason !== 'not-paid') return null;
  return scope.texts.line(order.payment?.isAccountClosed ? 'payments.closedOver' : 'payments.lapsedLead');
}

/** A page that leads on to the provider: a form of ours may not lead to another site. Pure. */
export const presentLeaving =
  (order: Order, token: string, address: string) =>
  (scope: PageScope): PageModel & { readonly body: LeavingBody } => {
    const { texts, locale } = scope;
    const words = { amount: priceWords(order.payment?.cents ?? order.totalCents, locale) };
    const heading = texts.line('payments.leaving.heading');
    return {
      head: {
        page: null,
        title: heading,
        description: heading,
        paths: pathsTo('order', { token }),
        noindex: true,
      },
      body: {
        heading,
        lead: texts.line('payments.leaving.lead', words),
        trail: [],
        go: { href: address, label: texts.line('payments.leaving.link') },
      },
    };
  };
