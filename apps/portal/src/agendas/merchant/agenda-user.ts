import type { Booker, BookingEvent } from '@halles/domain/agendas';
import { PermissionDenied } from '@halles/platform/http';
import { isAgent, type SpaceUser } from '../../merchant-space';
import type { BookingStepName } from './day/booking-steps';

/** Agents whose mandate names the appointments of the shop. */
export const AGENDA_AGENTS = ['agendas'] as const;

/** What an agent does for a shop: who arrived and was served is seen at its counter alone. */
const AGENT_STEPS: ReadonlySet<BookingStepName | 'undo'> = new Set(['confirm', 'revoke', 'undo']);

/** Agents at a service of the town hall: its agenda is theirs to run. */
export const TOWN_AGENTS = ['town-service'] as const;

/** Whether somebody runs the agenda, and does not merely answer for who does. Pure. */
export const runsAgenda = (user: SpaceUser): boolean => !isAgent(user) || user.mandate === null;

/** By whom a booking is made, or brought a step on. An agent keeps to what the shop asks of its customers. Pure. */
export const bookerOf = (user: SpaceUser): Booker =>
  isAgent(user)
    ? { actor: 'town', accountId: null, agentId: user.agent.accountId, followsRules: !runsAgenda(user) }
    : { actor: 'merchant', accountId: user.account.id };

/** The steps of a booking that somebody has buttons for. Pure. */
export const mayTake = (user: SpaceUser, step: BookingStepName | 'undo'): boolean =>
  runsAgenda(user) || AGENT_STEPS.has(step);

/** @throws PermissionDenied the step is the shop's own */
export function checkStep(user: SpaceUser, step: BookingStepName | 'undo'): void {
  if (!mayTake(user, step)) throw new PermissionDenied({});
}

/** Whether the last step is somebody's to take back: an agent's are those that the town took. Pure. */
export const mayUndo = (user: SpaceUser, events: readonly Pick<BookingEvent, 'actor'>[]): boolean =>
  runsAgenda(user) || events.at(-1)?.actor === 'town';
