import { pathsTo, pathTo } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import {
  type AnswerableOrder,
  type ClosedThen,
  isUnpriced,
  type Order,
  orderNumber,
  wantedLines,
} from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import { type FormProblem, problemWords } from '@halles/platform/forms';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import { reasonView } from './order-reason.presenter';
import { type Answer, type Answered, ANSWERS } from './order-answer.form';
import { buttonsBeside, closedPart } from './closed-question.presenter';
import type { OrderAnswerBody } from './order-answer.view';
import {
  contactFacts,
  feeView,
  receptionFacts,
  stateWords,
  historyLine,
  lineViews,
  momentWords,
  mostOfOrder,
  slotOf,
  TONE,
} from '../order-words';

interface AnswerPageState {
  readonly token: string;
  /** The mail's link that refuses was followed. */
  readonly isRefusing: boolean;
  /** What was just done. */
  readonly done: Answered | null;
  readonly problem: FormProblem | null;
}

/** The step by which an order stopped waiting, the last time. Pure. */
const answerOf = ({ events }: Order): Order['events'][number] | undefined =>
  events.findLast(
    ({ state }, index) => state !== 'received' && (events[index - 1]?.state ?? 'received') === 'received',
  );

/** The order with its buttons, as long as it waits. Pure. */
function openOf(
  order: Order,
  closed: ClosedThen | null,
  { token, isRefusing }: AnswerPageState,
  scope: PageScope,
): NonNullable<OrderAnswerBody['open']> {
  const { texts, locale } = scope;
  const answers: readonly Answer[] = isRefusing ? ['refuse', 'soldOut', 'accept'] : ANSWERS;
  const asked = closedPart(order, closed, scope);
  return {
    action: pathTo('order.answer', locale, { token }),
    seen: String(order.event),
    kind: texts.line(`orders.kinds.${order.kind}`),
    slot: slotOf(order, scope),
    facts: [...receptionFacts(order, scope), ...contactFacts(order, scope)],
    ...(order.note === null ? {} : { note: order.note }),
    lines: lineViews(order.lines, scope),
    ...feeView(order, scope),
    total: priceWords(order.totalCents, locale),
    ...mostOfOrder(order, scope),
    ...(wantedLines(order).some(({ minimumAge }) => minimumAge !== null)
      ? { proofOfAge: texts.line('orders.proofOfAge') }
      : {}),
    ...(order.list === null
      ? {}
      : { list: { lines: (order.list.text ?? '').split('\n').filter((line) => line.trim() !== '') } }),
    ...asked,
    ...reasonView(order, scope),
    // A list is answered with prices, in the space: here it can be refused alone.
    buttons: buttonsBeside(
      answers
        .filter((value) => value !== 'accept' || !isUnpriced(order))
        .map((value, index) => ({
          value,
          label: texts.line(`orders.do.${value}`),
          isQuiet: index > 0,
        })),
      asked,
    ),
  };
}

/** What the reader is asked; what their customer is asked instead, where the shop proposed something. Pure. */
function leadOf(
  { order, isWaiting }: Pick<AnswerableOrder, 'order' | 'isWaiting'>,
  { name: listing }: Listing,
  { isRefusing }: AnswerPageState,
  scope: PageScope,
): string {
  const { texts } = scope;
  if (!isWaiting) return texts.line('orders.answer.lead.answered', { listing });
  if (order.proposedUntil !== null)
    return texts.line('orders.answer.lead.open.proposed', {
      listing,
      until: momentWords(order.proposedUntil, scope),
    });
  if (isUnpriced(order)) return texts.line('lists.answer.byLink', { listing });
  return texts.line(`orders.answer.lead.open.${isRefusing ? 'refuse' : 'accept'}`, { listing });
}

/**
 * An order for who opened the link of the mail that told of it: with buttons while it waits, else without a word of its customer,
 * who answered it and when. Pure.
 */
export const presentOrderAnswer =
  ({ order, authors, isWaiting, closed }: AnswerableOrder, listing: Listing, state: AnswerPageState) =>
  (scope: PageScope): PageModel & { readonly body: OrderAnswerBody } => {
    const { texts, locale } = scope;
    const heading = texts.line('orders.answer.heading', { number: orderNumber(order.number) });
    const problem = problemWords(scope, state.problem);
    const answer = answerOf(order);
    return {
      head: {
        page: null,
        title: heading,
        description: heading,
        paths: pathsTo('order.answer', { token: state.token }),
        noindex: true,
      },
      body: {
        heading,
        lead: leadOf({ order, isWaiting }, listing, state, scope),
        ...(state.done === null || isWaiting !== (state.done === 'delay')
          ? {}
          : { done: texts.line(`orders.done.${state.done}`) }),
        ...(problem === null ? {} : { problem }),
        state: { kind: TONE[order.state], text: stateWords(order, scope) },
        ...(isWaiting ? { open: openOf(order, closed, state, scope) } : {}),
        ...(isWaiting || answer === undefined
          ? {}
          : { answered: historyLine(answer, order, authors, scope) }),
        space: {
          href: pathTo('merchant.order', locale, { listing: order.listingId, order: order.id }),
          label: texts.line('orders.answer.space'),
        },
      },
    };
  };
