import type { MandateTask } from '@halles/contracts';
import { roleAllows, roleOn, LiveSessions } from '@halles/domain/console-accounts';
import { TownServices } from '@halles/domain/listings';
import { Clock, HOUR } from '@halles/kernel';
import { hashToken, newSessionToken } from '@halles/platform/auth';
import { EraseAfter } from '@halles/platform/scheduling';
import {
  appendAudit,
  SignedLinks,
  type TenantContext,
  UnitOfWork,
  type WriteCondition,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { type AgentSession, handOverLink } from './agent-session';
import { AgentSessionRepository, type FoundAgentSession } from './agent-session.repository';
import { fieldsOf, tasksOf, TOWN_FIELDS } from './mandate';
import { AgentSessionOver, HandOverSpent, MandateMissing } from './mandate.errors';
import { MandateRepository } from './mandate.repository';

/** What agents do at a service of the town hall beside its page. */
const TOWN_TASKS: ReadonlySet<MandateTask> = new Set(['agendas']);

/** However busy an agent is, the mandate and who acts are looked at anew after so long. */
export const AGENT_SESSION_LIFETIME = 1 * HOUR;

/** A business whose space the console hands over. */
export interface HandOver {
  readonly listingId: number;
  /** SHA-256 of the token of the session of the console. */
  readonly consoleSession: Buffer;
}

/**
 * Agents in the space of a business on its portal. The console hands one over by a link that serves once, within a minute;
 * what it opens ends with the mandate, with the agent's rights, with the session of the console, and after an hour.
 */
@Injectable()
export class AgentSessionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: AgentSessionRepository,
    private readonly mandates: MandateRepository,
    private readonly townServices: TownServices,
    private readonly console: LiveSessions,
    private readonly links: SignedLinks,
    private readonly clock: Clock,
  ) {}

  /**
   * Hands over the space of a business under the mandate that is in force, or of a service of the town hall.
   * @returns the token of the link
   * @throws MandateMissing
   */
  async handOver(ctx: TenantContext, { listingId, consoleSession }: HandOver, now: Date): Promise<string> {
    const id = uuid();
    await this.work.write(ctx, async (tx) => {
      const isOfTown = await this.townServices.hold(tx, listingId);
      const mandate = isOfTown ? null : await this.mandates.lockActive(tx, listingId, now);
      if (!mandate && !isOfTown) throw new MandateMissing({});
      const expiresAt = handOverLink.expiresAt(now);
      await this.sessions.insert(tx, {
        id,
        listingId,
        mandateId: mandate?.id ?? null,
        consoleSession,
        createdAt: now,
        expiresAt,
      });
      await appendAudit(tx, 'listing.handed-over', { listing: listingId, mandate: mandate?.id ?? null }, now);
    });
    return this.links.issue(ctx, handOverLink, { id, serial: 0 });
  }

  /**
   * Opens what a link hands over, for the browser that brings it first.
   * @returns the token, for the cookie alone
   * @throws HandOverSpent where the link served already, is too old, of another territory, or nothing stands behind it
   */
  async open(
    ctx: TenantContext,
    link: string,
    now: Date,
  ): Promise<{ readonly token: string; readonly session: AgentSession }> {
    const handed = this.links.read(ctx, handOverLink, link);
    if (!handed) throw new HandOverSpent({});
    const token = newSessionToken();
    const expiresAt = new Date(now.getTime() + AGENT_SESSION_LIFETIME);
    const opening = { tokenHash: hashToken(token), now, expiresAt };
    const isOpen = await this.work.write(ctx, (tx) => this.sessions.open(tx, handed.id, opening));
    const session = isOpen ? await this.resume(ctx, token, now) : null;
    if (!session) throw new HandOverSpent({});
    return { token, session };
  }

  /** The session of a token; null where it does not exist, or its mandate, its agent's rights or its time are over. */
  async resume(ctx: TenantContext, token: string, now: Date): Promise<AgentSession | null> {
    const found = await this.work.read(ctx, (tx) => this.sessions.find(tx, hashToken(token), now));
    return found && this.stand(ctx, found);
  }

  /**
   * What must hold in each transaction in which an agent writes, until it is over: that the mandate is in force, or that the
   * service is the town's.
   * @throws AgentSessionOver it was taken back, replaced or has expired since the request came: nothing is written
   */
  conditionOf({ mandate, listingId }: Pick<AgentSession, 'mandate' | 'listingId'>): WriteCondition {
    return async (tx) => {
      const holds = mandate
        ? await this.mandates.hold(tx, mandate.id, this.clock.now())
        : await this.townServices.hold(tx, listingId);
      if (!holds) throw new AgentSessionOver({});
    };
  }

  /** Ends a session. @returns the listing that it was about; null where there was none */
  async end(ctx: TenantContext, token: string): Promise<number | null> {
    return this.work.write(ctx, (tx) => this.sessions.deleteByToken(tx, hashToken(token)));
  }

  /** Erases what came to its end before the instant. Returns how many. */
  @EraseAfter('agent-sessions', { days: 1 })
  async eraseOverBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.sessions.deleteOverBefore(tx, instant));
  }

  /** Asks the console whether its session stands, and its holder still edits pages of this territory. */
  private async stand(
    { tenant }: TenantContext,
    { id, listingId, consoleSession, expiresAt, mandate }: FoundAgentSession,
  ): Promise<AgentSession | null> {
    const standing = await this.console.resume(consoleSession);
    const role = standing && roleOn(standing.grants, tenant.id);
    if (!standing || role === null || !roleAllows(role, 'listings.edit')) return null;
    const { accountId, name } = standing;
    return {
      id,
      agent: { accountId, name },
      actor: { kind: role === 'operator' ? 'operator' : 'agent', accountId },
      listingId,
      mandate: mandate && {
        id: mandate.id,
        giverName: mandate.giverName,
        giverQuality: mandate.giverQuality,
      },
      fields: mandate ? fieldsOf(mandate.scope) : TOWN_FIELDS,
      tasks: mandate ? tasksOf(mandate.scope) : TOWN_TASKS,
      expiresAt,
    };
  }
}
