import { mayMove, type Order, SHOP_REASONS } from '@halles/domain/orders';
import type { PageScope } from '../../rendering/page-scope';

/** A form that refuses or cancels an order with a reason that its customer reads. */
export interface ReasonView {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Name of the button. */
  readonly value: 'refuseBecause' | 'cancelBecause';
  readonly button: string;
}

/** Refusing or cancelling with a reason, as long as the shop may. Pure. */
export function reasonView(
  { state }: Pick<Order, 'state'>,
  { texts }: Pick<PageScope, 'texts'>,
): { readonly because?: ReasonView } {
  const refuses = mayMove('merchant', state, 'refused');
  if (!refuses && !mayMove('merchant', state, 'cancelled')) return {};
  const value = refuses ? 'refuseBecause' : 'cancelBecause';
  return {
    because: {
      label: texts.line('orders.because.label'),
      options: SHOP_REASONS.map((reason) => ({
        value: reason,
        label: texts.line(`orders.because.choices.${reason}`),
      })),
      value,
      button: texts.line(`orders.do.${value}`),
    },
  };
}
