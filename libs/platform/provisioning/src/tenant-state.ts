import type { TenantState } from '@halles/contracts';
import { StateRefused } from './tenant.errors';

/** From which states each may be reached. */
const transitions: Readonly<Record<TenantState, readonly TenantState[]>> = {
  draft: [],
  live: ['draft', 'suspended', 'archived'],
  suspended: ['live'],
  archived: ['draft', 'live', 'suspended'],
};

/**
 * Whether a tenant may change its state; to the state that it has is allowed and changes nothing.
 * @throws StateRefused
 */
export function checkTransition(slug: string, from: TenantState, to: TenantState): void {
  if (from !== to && !transitions[to].includes(from)) throw new StateRefused({ slug, from, to });
}
