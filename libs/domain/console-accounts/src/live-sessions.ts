import { Clock } from '@halles/kernel';
import { isSessionAlive, type SessionTimes, shouldTouch } from '@halles/platform/auth';
import { RoleDatabase } from '@halles/platform/database';
import { Injectable } from '@nestjs/common';
import { type ConsoleGrant, limitsOf } from './console-role';
import { stepOf } from './session-step';

/** Who holds a session of the console, as portals may know it. */
export interface LiveSession {
  readonly accountId: string;
  readonly name: string;
  readonly grants: readonly ConsoleGrant[];
}

interface StandingRow extends SessionTimes {
  readonly id: string;
  readonly name: string;
  readonly mustChangePassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly secondFactorAt: Date | null;
  readonly grants: readonly ConsoleGrant[];
}

const FIND = `SELECT id, name, must_change_password AS "mustChangePassword", has_second_factor AS "hasSecondFactor",
          second_factor_at AS "secondFactorAt", last_seen_at AS "lastSeenAt", expires_at AS "expiresAt", grants
     FROM standing_console_session($1)`;

/**
 * Sessions of the console that reach to a portal: asked for by the hash of their token, each time anew, through two
 * functions of the database. No portal reads the accounts of the console.
 */
@Injectable()
export class LiveSessions {
  constructor(
    private readonly db: RoleDatabase,
    private readonly clock: Clock,
  ) {}

  /**
   * Who holds the session, with what they may do at this moment; null where it does not exist, has ended or opens nothing
   * yet. To be here is to be seen: the session stays awake.
   */
  async resume(tokenHash: Buffer): Promise<LiveSession | null> {
    const [row] = await this.db.query<StandingRow>(FIND, [tokenHash]);
    const now = this.clock.now();
    if (!row || !isSessionAlive(row, now, limitsOf(row.grants))) return null;
    if (stepOf({ ...row, gaveSecondFactor: row.secondFactorAt !== null }) !== 'ready') return null;
    if (shouldTouch(row, now)) await this.db.query('SELECT touch_console_session($1, $2)', [tokenHash, now]);
    return { accountId: row.id, name: row.name, grants: row.grants };
  }
}
