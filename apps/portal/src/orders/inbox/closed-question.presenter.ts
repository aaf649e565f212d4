import { type ClosedThen, isUnpriced, type Order, type OrderSummary } from '@halles/domain/orders';
import { slotWords } from '@halles/domain/pickup-slots';
import { MINUTE } from '@halles/kernel';
import type { PageScope } from '../../rendering/page-scope';

/** Something that is asked before an order is changed, with a button for each answer. */
export interface OrderQuestionView {
  readonly text: string;
  readonly buttons: readonly {
    readonly value: string;
    readonly label: string;
    /** By which the button puts it off. */
    readonly minutes?: string;
    /** Why the button ends it. */
    readonly reason?: string;
  }[];
}

/** What a shop is asked that closed the time of an order which waits: nothing is accepted before it said that it knows. Pure. */
export function closedQuestion(
  { slot }: Pick<OrderSummary, 'slot'>,
  { closure, nextMinutes }: ClosedThen,
  { texts, settings, locale }: Pick<PageScope, 'texts' | 'settings' | 'locale'>,
): OrderQuestionView {
  const at = (minutes: number): string => {
    const [from, until] = [slot.from, slot.until].map((moment) => moment.getTime() + minutes * MINUTE);
    return slotWords({ from: from ?? 0, until: until ?? 0 }, settings.timeZone, locale);
  };
  return {
    text: texts.line(`orders.closedThen.${closure}`, { time: at(0) }),
    buttons: [
      { value: 'acceptAnyway', label: texts.line('orders.closedThen.accept') },
      ...(nextMinutes === null
        ? []
        : [
            {
              value: 'delayTo',
              minutes: String(nextMinutes),
              label: texts.line('orders.closedThen.later', { time: at(nextMinutes) }),
            },
          ]),
      { value: 'refuseBecause', reason: 'closed', label: texts.line('orders.closedThen.refuse') },
    ],
  };
}

/** The same of one order; nothing where its shop is open then, and of a list, which is answered with a time of its own. Pure. */
export const closedPart = (
  order: Order,
  closed: ClosedThen | null | undefined,
  scope: PageScope,
): { readonly question?: OrderQuestionView } =>
  !closed || order.state !== 'received' || isUnpriced(order)
    ? {}
    : { question: closedQuestion(order, closed, scope) };

/** The buttons of an order; none where something is asked first, whose own buttons answer. Pure. */
export const buttonsBeside = <Button>(
  buttons: readonly Button[],
  { question }: { readonly question?: OrderQuestionView },
): readonly Button[] => (question ? [] : buttons);
