import type { VisitStreets, WalkView } from '@halles/contracts';
import { VisitService } from '@halles/domain/mandates';
import { systemClock } from '@halles/kernel';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { z } from 'zod';
import { presentWalk } from './mandates.presenter';

const walkQuery = z.object({
  commune: z
    .string()
    .regex(/^[0-9][0-9AB][0-9]{3}$/)
    .optional(),
  street: z.string().trim().min(1).max(200).optional(),
});
type WalkQuery = z.output<typeof walkQuery>;

/** Where agents should look in. */
@Controller('api/tenants/:tenant/visits')
export class VisitsController {
  constructor(private readonly visits: VisitService) {}

  /** The visits of a street, a commune or the whole territory, in a walking order. */
  @Get()
  @Requires('visits.read')
  @Header('cache-control', 'no-store')
  async walk(
    @Ctx() ctx: TenantContext,
    @Query({ schema: walkQuery }) { commune, street }: WalkQuery,
  ): Promise<WalkView> {
    return presentWalk(
      await this.visits.walk(ctx, { commune: commune ?? null, street: street ?? null }, systemClock.now()),
    );
  }

  /** The streets with the most to do. */
  @Get('streets')
  @Requires('visits.read')
  @Header('cache-control', 'no-store')
  async streets(
    @Ctx() ctx: TenantContext,
    @Query({ schema: walkQuery }) { commune }: WalkQuery,
  ): Promise<VisitStreets> {
    return { streets: await this.visits.streets(ctx, commune ?? null, systemClock.now()) };
  }
}
