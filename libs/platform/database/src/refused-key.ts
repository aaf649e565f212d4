import { platformRoles } from './addresses';
import { sqlStateOf } from './pg-errors';

/** Why the installation's database lets nobody in, for who started a program. */
export interface RefusedKey {
  readonly sentence: string;
  readonly remedy: string;
}

/** Of an error and what caused it, no further than this. */
const DEEPEST = 5;

/**
 * What a program says where PostgreSQL refused the password of one of our roles (28P01): every such password follows from a
 * key, so the key is another one than that the installation was made with. Null for any other error. Pure.
 */
export function refusedKeyOf(error: unknown): RefusedKey | null {
  let found: unknown = error;
  for (let depth = 0; depth < DEEPEST && found instanceof Error; depth += 1) {
    if (sqlStateOf(found) === '28P01') return explained(found.message);
    found = found.cause;
  }
  return null;
}

/** @param message "password authentication failed for user "halles_registry"", in the server's language */
function explained(message: string): RefusedKey | null {
  const role = /halles_[a-z_]+|t_[0-9a-z_]+/u.exec(message)?.[0];
  if (role === undefined) return null;
  const key = role === platformRoles.migrator ? 'MIGRATOR_KEY' : 'MASTER_KEY';
  return {
    sentence: `${key} is not the key that this installation was made with: PostgreSQL refused the password of ${role}, which follows from it.`,
    remedy: `Set the key that it was made with. Where a new key is meant, or the database is new: stop the servers and run \`halles migrate\` with it (docs/operations.md, "The master key").`,
  };
}
