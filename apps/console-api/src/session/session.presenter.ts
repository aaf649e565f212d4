import type { SessionView } from '@halles/contracts';
import type { ConsoleSession } from '@halles/domain/console-accounts';
import { menuOf, type NamedTenant } from './menu';

/** Who is signed in, what is still to be done, and then what there is to see. Pure. */
export function presentSession(
  { account, step }: Pick<ConsoleSession, 'account' | 'step'>,
  tenants: readonly NamedTenant[],
): SessionView {
  const { email, name, hasSecondFactor, grants } = account;
  return { email, name, step, hasSecondFactor, menu: menuOf(step === 'ready' ? grants : [], tenants) };
}
