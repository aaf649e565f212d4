import type { FormState } from '@halles/platform/forms';

/** Conflict and unprocessable content: there is something to change in the basket. */
export const IS_THE_CUSTOMERS: ReadonlySet<number> = new Set([409, 422]);

/** What a summary says that is shown again since the service had no room: nothing of the basket is wrong. */
export const notOrdered = (state: FormState, status: number | undefined): FormState =>
  status === 503 || status === 504
    ? {
        ...state,
        problem: {
          fr: 'Aucune commande n’est confirmée pour l’instant\u00a0: le service est trop chargé. Tout ce que vous avez rempli est gardé. Réessayez dans quelques secondes\u00a0; même envoyée deux fois, vous n’aurez qu’une commande.',
          en: 'No order is confirmed yet: the service is too busy. All that you filled in is kept. Try again in a few seconds; even if it is sent twice, you will have one order.',
        },
      }
    : state;
