import { Clock, HOUR, MINUTE } from '@halles/kernel';
import { hashToken } from '@halles/platform/auth';
import { PlatformDatabase, rethrowConstraint, RoleDatabase } from '@halles/platform/database';
import { NoSuchTenant, type Tenant } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { ConsoleSessionEnded } from './console-account.errors';
import { roleAllows, roleOn } from './console-role';
import { LiveSessions } from './live-sessions';

/** From the console to the portal, at once: the link is in the address of one redirection. */
const LINK_LIFETIME = 2 * MINUTE;
/** A morning's or an afternoon's work, as long as the session of the console lasts. */
const PREVIEW_LIFETIME = 4 * HOUR;

/** Previews of portals that are not open yet, as the console gives and ends them. */
@Injectable()
export class ConsolePreviews {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives the holder of a session of the console a way in. What of that session has ended meanwhile is forgotten.
   * @param token of the session of the console
   * @returns the number of the preview, for a link that serves once
   * @throws ConsoleSessionEnded, NoSuchTenant where one of them went while it was asked for
   */
  async give({ id: tenantId, slug }: Pick<Tenant, 'id' | 'slug'>, token: string): Promise<string> {
    const [id, session, now] = [uuid(), hashToken(token), this.clock.now()];
    await this.db.query('DELETE FROM draft_preview WHERE console_session = $1 AND expires_at <= $2', [
      session,
      now,
    ]);
    try {
      await this.db.query(
        'INSERT INTO draft_preview (id, tenant_id, console_session, expires_at) VALUES ($1, $2, $3, $4)',
        [id, tenantId, session, new Date(now.getTime() + LINK_LIFETIME)],
      );
    } catch (error) {
      rethrowConstraint(error, {
        draft_preview_session: () => new ConsoleSessionEnded({}),
        draft_preview_tenant: () => new NoSuchTenant({ slug }),
      });
    }
    return id;
  }

  /** Ends every preview of the tenant's portal, whoever opened it and wherever: from its next request on. */
  async endAll(tenantId: string): Promise<void> {
    await this.db.query('DELETE FROM draft_preview WHERE tenant_id = $1', [tenantId]);
  }
}

/**
 * Previews as portals ask for them, each time anew: one stands as long as the session of the console that gave it, and its
 * holder's right to look, until it is ended, and for four hours.
 */
@Injectable()
export class DraftPreviewAccess {
  constructor(
    private readonly db: RoleDatabase,
    private readonly sessions: LiveSessions,
    private readonly clock: Clock,
  ) {}

  /** Opens a preview for the browser that brings its link first. @returns whether it did */
  async open(tenantId: string, id: string): Promise<boolean> {
    const now = this.clock.now();
    const [row] = await this.db.query<{ session: Buffer | null }>(
      'SELECT open_draft_preview($1, $2, $3, $4) AS session',
      [id, tenantId, now, new Date(now.getTime() + PREVIEW_LIFETIME)],
    );
    return this.mayLook(tenantId, row?.session ?? null);
  }

  /** Whether a preview that was opened still stands. */
  async stands(tenantId: string, id: string): Promise<boolean> {
    const [row] = await this.db.query<{ session: Buffer | null }>(
      'SELECT standing_draft_preview($1, $2, $3) AS session',
      [id, tenantId, this.clock.now()],
    );
    return this.mayLook(tenantId, row?.session ?? null);
  }

  private async mayLook(tenantId: string, session: Buffer | null): Promise<boolean> {
    const standing = session && (await this.sessions.resume(session));
    const role = standing && roleOn(standing.grants, tenantId);
    return role !== null && roleAllows(role, 'portal.preview');
  }
}
