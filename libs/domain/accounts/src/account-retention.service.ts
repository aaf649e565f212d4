import { DAY } from '@halles/kernel';
import { EraseAfter } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { InvitationRepository } from './invitation.repository';
import { LinkRepository } from './link.repository';
import { OidcAttemptRepository } from './oidc-attempt.repository';
import { accountLimits } from './session-limits';
import { SessionRepository } from './session.repository';

/** What a link or an invitation shows for a while after its end, ms: that it has ended, rather than that it is unknown. */
const SHOWN_AFTER_END = DAY;

/** Deletes sessions, links and invitations that have ended. */
@Injectable()
export class AccountRetention {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly links: LinkRepository,
    private readonly attempts: OidcAttemptRepository,
    private readonly invitations: InvitationRepository,
  ) {}

  /** Sessions, links and invitations are deleted once they have ended. @returns how many rows went */
  @EraseAfter('ended-sign-ins', { days: 0 })
  async sweep(ctx: TenantContext, now: Date): Promise<number> {
    const ended = new Date(now.getTime() - SHOWN_AFTER_END);
    const idleSince = new Date(now.getTime() - accountLimits.idle);
    return this.work.write(ctx, async (tx) => {
      const counts = [
        await this.sessions.deleteEnded(tx, now, idleSince),
        await this.links.deleteExpired(tx, ended),
        await this.attempts.deleteExpired(tx, now),
        await this.invitations.deleteExpired(tx, ended),
      ];
      return counts.reduce((sum, count) => sum + count, 0);
    });
  }
}
