import { buttonForm, defineActions, formReader, type FormReader, textOf } from '@halles/platform/forms';
import { SEEN, seenOf } from '../order-page/cancel.form';
import { askedDelay, becauseForm } from './merchant-order.form';

const seen: FormReader<number> = formReader((values) => ({ input: seenOf(textOf(values, SEEN)) }));

/** The buttons that answer an order; Enter presses none of them. */
export const orderAnswerForm = defineActions({
  button: 'do',
  actions: {
    none: buttonForm,
    accept: seen,
    acceptAnyway: seen,
    delayTo: askedDelay,
    refuse: seen,
    soldOut: seen,
    refuseBecause: becauseForm,
  },
  otherwise: 'none',
});

/** How an order is answered, in the order of the buttons. */
export const ANSWERS = ['accept', 'refuse', 'soldOut'] as const;
export type Answer = (typeof ANSWERS)[number];

/** What the page says was done: one that was put off still waits for its answer. */
export const ANSWERED = [...ANSWERS, 'delay'] as const;
export type Answered = (typeof ANSWERED)[number];
