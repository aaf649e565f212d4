import { getTenant } from '@halles/platform/provisioning';
import { createContext, type TenantContext, toTenant } from '@halles/platform/tenancy';
import { type Planted, plant } from '../isolation/portal-planted';
import { askersOf } from '../../apps/portal/testing/portal-harness';
import type { PortalStage } from './portal-stage';
import { FILLED } from './stage-directory';

/** Plants a thing of every kind into the territory whose directory has businesses. */
export async function plantOn(stage: PortalStage): Promise<{ ctx: TenantContext; things: Planted }> {
  const { world } = stage;
  const record = await getTenant(world.installation.platform(), FILLED);
  const ctx = createContext(toTenant(record), { kind: 'visitor' }, 'a journey');
  const asking = askersOf(Number(new URL(stage.originOf(FILLED)).port));
  return { ctx, things: await plant({ world, ...asking }, ctx, 'Fauvette', 501) };
}
