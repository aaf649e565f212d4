import { returnRoute } from '@halles/contracts';
import { type FormValues, IDEMPOTENCY_KEY, textOf } from '@halles/platform/forms';
import type { Problem } from '@halles/platform/http';
import type { PageScope } from '../rendering/page-scope';
import type { SentAgainView } from './error.view';

/** Statuses of what failed for our sake, and may pass in a moment. */
const OUTAGES: ReadonlySet<number> = new Set([503, 504]);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Fields by which a form is known again: sent twice it is handled once. The second one is of an order that is being filled in. */
const KEYS = [IDEMPOTENCY_KEY, 'formKey'] as const;

/**
 * What was sent while nothing could be looked up, to be sent again by a button: the page that it came from could not be drawn
 * either, and what its reader typed would be lost. Of forms with a key alone, which never hold a password, and of which a second
 * try stays one submission. Pure.
 */
export function sentAgain(
  values: FormValues,
  { status, instance }: Pick<Problem, 'status' | 'instance'>,
  { texts }: Pick<PageScope, 'texts'>,
): { readonly again?: SentAgainView } {
  const hasKey = KEYS.some((name) => UUID.test(textOf(values, name)));
  if (!OUTAGES.has(status) || !hasKey) return {};
  const isOrder = returnRoute(instance) === 'order.place';
  return {
    again: {
      action: instance,
      fields: Object.entries(values).flatMap(([name, all]) => all.map((value) => ({ name, value }))),
      note: texts.line(`pages.errors.again.${isOrder ? 'order' : 'note'}`),
      label: texts.line('pages.errors.again.button'),
    },
  };
}
