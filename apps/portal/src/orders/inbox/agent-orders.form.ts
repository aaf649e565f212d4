import { buttonForm, defineActions } from '@halles/platform/forms';
import { becauseForm, delayActions, seenForm, type Step } from './merchant-order.form';

/** What an agent does with an order for its shop: it answers, puts off and cancels. Whoever has the goods does the rest. */
export const AGENT_STEPS: readonly Step[] = ['accept', 'refuse', 'soldOut', 'cancel'];

/** The buttons of one order, as an agent has them; any other does nothing. */
export const agentOrderForm = defineActions({
  button: 'do',
  actions: {
    none: buttonForm,
    accept: seenForm,
    acceptAnyway: seenForm,
    refuse: seenForm,
    soldOut: seenForm,
    cancel: seenForm,
    refuseBecause: becauseForm,
    cancelBecause: becauseForm,
    undo: seenForm,
    ...delayActions,
  },
  otherwise: 'none',
});
