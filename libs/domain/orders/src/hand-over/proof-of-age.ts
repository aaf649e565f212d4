import type { OrderLine, OrderWithdrawal } from '../order';
import { wantedLines } from '../withdrawal';

/**
 * Whether goods of an order are for adults alone, so that proof of majority is asked for and seen before they are handed over (code
 * de la santé publique, L3342-1 and L3353-3). Pure.
 */
export const wantsProofOfAge = (order: {
  readonly lines: readonly Pick<OrderLine, 'minimumAge'>[];
  readonly withdrawals: readonly Pick<OrderWithdrawal, 'positions' | 'isRefundDue'>[];
}): boolean => wantedLines(order).some(({ minimumAge }) => minimumAge !== null);
