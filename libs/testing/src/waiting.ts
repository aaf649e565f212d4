import { required } from '@halles/kernel';
import { databaseAddresses } from '@halles/platform/database';
import { connectAdmin } from '@halles/platform/provisioning';
import type { World } from './world';

/**
 * Until so many connections of the world wait for what another one holds: then what was begun at once really meets.
 * @param hasPassed whether what should wait got by without
 */
export async function untilWaiting(
  { config }: World,
  connections: number,
  hasPassed: () => boolean = () => false,
): Promise<void> {
  const admin = await connectAdmin(config, required(databaseAddresses(config).get('main'), 'main'));
  const countWaiting = async (): Promise<number> => {
    const { rowCount } = await admin.query(
      "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
    );
    return rowCount ?? 0;
  };
  try {
    while (!hasPassed() && (await countWaiting()) < connections)
      await new Promise((resolve) => setTimeout(resolve, 10));
  } finally {
    await admin.end();
  }
}
