import { PLATFORM_SCHEMA } from '@halles/platform/database';
import type { Installation } from './installation';
import { passwordStatement } from './tenant-schema';

/** Class 28 of SQLSTATE, "invalid authorization specification": the server does not know the role by this password. */
const AUTHORIZATION_REFUSED = /^28...$/;

/** A role at its limit of connections, which is looked at once it has signed in. */
const TOO_MANY_CONNECTIONS = '53300';

interface RoleAddress {
  readonly database: string;
  readonly role: string;
}

/**
 * Gives a tenant's role the password that follows from the installation's key, where it has another: the key was
 * changed, or the roles were restored from somewhere else. Signing in is the test: no right on the catalogue is needed.
 * @returns whether it had another
 * @throws DatabaseUnreachable
 */
export async function renewRolePassword(installation: Installation, target: RoleAddress): Promise<boolean> {
  if (await signsIn(installation, target)) return false;
  await installation.onSchema(target.database, PLATFORM_SCHEMA, (runner) =>
    runner.query(passwordStatement(target.role, installation.config.masterKey)),
  );
  return true;
}

async function signsIn(installation: Installation, { database, role }: RoleAddress): Promise<boolean> {
  try {
    const lease = await installation.pool.acquire({ database, role, searchPath: role, mode: 'read' });
    lease.release(true);
    return true;
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: unknown };
    if (code === TOO_MANY_CONNECTIONS) return true;
    if (typeof code === 'string' && AUTHORIZATION_REFUSED.test(code)) return false;
    throw error;
  }
}
