import type { MandateTask, ProfileField } from '@halles/contracts';
import { MINUTE } from '@halles/kernel';
import { type Actor, defineSignedLink, linkToRow } from '@halles/platform/tenancy';
import type { Agent, Mandate } from './mandate';

/** Opens the space of a business on the portal for the agent who asked the console for it: within a minute, once. */
export const handOverLink = defineSignedLink('agent-hand-over', linkToRow, 1 * MINUTE);

/** An agent in the space of a business, for who keeps it, as far as the mandate goes and no further; or of a service of the town. */
export interface AgentSession {
  readonly id: string;
  readonly agent: Agent;
  /** How the agent is called in the audit log. */
  readonly actor: Actor;
  readonly listingId: number;
  /** Null at a service of the town hall: the town needs nobody's leave. */
  readonly mandate: Pick<Mandate, 'id' | 'giverName' | 'giverQuality'> | null;
  /** What the mandate leaves to the town; of its own service, all but what it is. */
  readonly fields: ReadonlySet<ProfileField>;
  /** Of what the shop does beside its page. */
  readonly tasks: ReadonlySet<MandateTask>;
  readonly expiresAt: Date;
}
