import { worldModule, type World } from '@halles/testing';
import { PersonalData } from '@halles/domain/accounts';
import {
  QuestionPlanner,
  QuestionService,
  FreshnessModule,
  FreshnessService,
} from '@halles/domain/freshness';
import { ReportDecisions, ReportQueue, ReportService, ReportsModule } from '@halles/domain/reports';
import { ListingRepository, ListingsModule } from '@halles/domain/listings';
import { NotificationService } from '@halles/domain/notifications';
import { ProfileService } from '@halles/domain/profiles';
import { PushModule } from '@halles/platform/push';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { Test } from '@nestjs/testing';

/** The services of freshness on a test's own database. */
export async function freshnessOf(world: World) {
  const module = await Test.createTestingModule({
    imports: [worldModule(world), PushModule, ListingsModule, ReportsModule, FreshnessModule],
  }).compile();
  const get = <T>(type: abstract new (...args: never[]) => T): T => module.get(type, { strict: false });
  return {
    planner: get(QuestionPlanner),
    questions: get(QuestionService),
    links: get(SignedLinks),
    freshness: get(FreshnessService),
    queue: get(ReportQueue),
    decisions: get(ReportDecisions),
    reports: get(ReportService),
    notifications: get(NotificationService),
    profiles: get(ProfileService),
    personal: get(PersonalData),
    /** A listing as the public sees it. */
    listing: async (ctx: TenantContext, id: number) => {
      const found = await world.work.read(ctx, (tx) => get(ListingRepository).find(tx, id));
      if (!found) throw new Error(`no listing ${id}`);
      return found;
    },
  };
}

export type FreshnessWorld = Awaited<ReturnType<typeof freshnessOf>>;

/** The ids of what was promised of a kind, oldest first. */
export async function promisedOf(world: World, kind: string): Promise<string[]> {
  const rows = await world.installation.onSchema('main', 'platform', async (runner) => ({
    found: (await runner.query('SELECT ref FROM platform.outbox WHERE kind = $1 ORDER BY id', [kind])) as {
      ref: string;
    }[],
  }));
  return rows.found.map(({ ref }) => ref);
}
