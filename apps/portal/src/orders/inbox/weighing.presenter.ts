import { pathTo } from '@halles/contracts';
import { gramsOf, priceOfWeight, weightWords } from '@halles/domain/catalogue';
import {
  AMENDMENT_HOURS,
  chosenWords,
  isCapped,
  isUnlikelyWeight,
  mayAskWeight,
  mayWeigh,
  type Order,
  type OrderLine,
  type OrderSummary,
  weighablePositions,
} from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import { type FormState, textOf } from '@halles/platform/forms';
import type { LinkView } from '../../rendering/link.view';
import type { PageScope } from '../../rendering/page-scope';
import { hoursField } from '../order-page/amendment.presenter';
import { ON_REFUSAL, sureOfLine, weightOfLine } from './merchant-order.form';
import type { WeighingView } from './merchant-orders.view';
import { inputWords } from '../order-words';

/** The part of an order's page that notes weights. */
const WEIGHING = 'weighing';

/** Where the weights of an order are noted, as long as some are missing. Pure. */
export function weighLink(
  { id, listingId, state, unweighed, proposedUntil }: OrderSummary,
  { texts, locale }: PageScope,
): { readonly weigh?: LinkView } {
  if (unweighed === 0 || !mayWeigh(state) || proposedUntil !== null) return {};
  const href = `${pathTo('merchant.order', locale, { listing: listingId, order: id })}#${WEIGHING}`;
  return { weigh: { href, label: texts.line('orders.weighing.weigh', { count: unweighed }) } };
}

/** What was agreed upon of a line, and what the scales would have made of it beyond that. Pure. */
function fieldOf(
  line: OrderLine,
  position: number,
  form: FormState,
  scope: PageScope,
): WeighingView['fields'][number] {
  const { texts, locale } = scope;
  const { unitCents, weight } = line;
  const id = weightOfLine(position);
  const error = form.errors[id];
  const final = weight?.finalGrams ?? null;
  const ordered = weight?.grams ?? 0;
  const most = priceWords(weight?.mostCents ?? 0, locale);
  const typed = error === undefined ? null : gramsOf(textOf(form.values, id));
  return {
    id,
    label: texts.line('orders.weighing.field', { product: chosenWords(line, locale) }),
    hint: texts.line(`orders.weighing.ordered.${weight?.by ?? 'weight'}`, {
      count: line.quantity,
      weight: weightWords(ordered, locale),
      price: priceWords(priceOfWeight(unitCents, ordered), locale),
      most,
    }),
    value: textOf(form.values, id) || (final === null ? '' : weightWords(final, locale)),
    ...(error === undefined ? {} : { error: inputWords(scope, error) }),
    ...(typed === null || !isUnlikelyWeight(line, typed)
      ? {}
      : {
          sure: {
            id: sureOfLine(position),
            value: String(typed),
            label: texts.line('orders.weighing.sure', { weight: weightWords(typed, locale) }),
          },
        }),
    ...(final !== null && isCapped(line)
      ? {
          capped: texts.line('orders.weighing.capped', {
            price: priceWords(priceOfWeight(unitCents, final), locale),
            most,
          }),
        }
      : {}),
  };
}

/** By which the customer is asked about more than they agreed to pay for, or why they are not. Pure. */
function askOf(
  order: Order,
  form: FormState,
  now: Date,
  scope: PageScope,
): Pick<WeighingView, 'ask' | 'notAsked'> {
  const { texts } = scope;
  const { payment } = order;
  if (payment !== null)
    return {
      notAsked: [
        texts.line('orders.weighing.ask.paid'),
        ...(payment.state === 'captured'
          ? [
              texts.line('orders.weighing.ask.captured', {
                amount: priceWords(payment.capturedCents, scope.locale),
              }),
            ]
          : []),
      ].join(' '),
    };
  if (!mayAskWeight(order, now)) return {};
  const chosen = textOf(form.values, 'refusal') || ON_REFUSAL[0];
  const hours = textOf(form.values, 'hours') || String(AMENDMENT_HOURS[0]);
  return {
    ask: {
      lead: texts.line('orders.weighing.ask.lead'),
      ...(order.customer?.email == null ? { unreached: texts.line('orders.amendment.unreached') } : {}),
      refusal: {
        id: 'refusal',
        label: texts.line('orders.weighing.ask.refusal'),
        isChoice: true,
        options: ON_REFUSAL.map((value) => ({
          ...{ id: `refusal-${value}`, name: 'refusal', value, checked: chosen === value },
          label: texts.line(`orders.weighing.ask.${value}`),
        })),
      },
      hours: hoursField({ ...form, errors: {}, values: { ...form.values, hours: [hours] } }, scope),
    },
  };
}

/** The form that notes what lines of an order weigh, until it is handed over; not while its customer is asked about it. Pure. */
export function presentWeighing(
  order: Order,
  form: FormState,
  now: Date,
  scope: PageScope,
): { readonly weighing?: WeighingView } {
  const positions = mayWeigh(order.state) && order.proposedUntil === null ? weighablePositions(order) : [];
  if (positions.length === 0) return {};
  const lead = scope.texts.line(`orders.weighing.lead.${order.unweighed > 0 ? 'open' : 'done'}`);
  const fields = positions.flatMap((position) => {
    const line = order.lines[position - 1];
    return line ? [fieldOf(line, position, form, scope)] : [];
  });
  return { weighing: { lead, fields, ...askOf(order, form, now, scope) } };
}
