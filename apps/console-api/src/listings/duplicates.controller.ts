import { type DecidePair, decidePairSchema, type DuplicateList } from '@halles/contracts';
import { DuplicateService } from '@halles/domain/directory';
import { systemClock } from '@halles/kernel';
import { Ctx, Requires } from '@halles/platform/http';
import { actorName, appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';

const MOST = 200;
const pairParams = z.object({ tenant: z.string(), pair: z.string().max(30) });

/** Listings that may be one business. */
@Controller('api/tenants/:tenant/duplicates')
export class DuplicatesController {
  constructor(
    private readonly duplicates: DuplicateService,
    private readonly work: UnitOfWork,
  ) {}

  @Get()
  @Requires('listings.read')
  @Header('cache-control', 'no-store')
  async list(@Ctx() ctx: TenantContext): Promise<DuplicateList> {
    const pairs = await this.duplicates.listDoubtful(ctx, MOST);
    return {
      pairs: pairs.map(({ id, likeness, metres, members }) => ({
        id,
        likeness,
        metres,
        members: members.map((member) => ({
          id: member.id,
          name: member.name,
          place: [member.address, member.commune].filter((part) => part !== null).join(', ') || null,
          siret: member.siret,
          sources: [...member.sources],
        })),
      })),
    };
  }

  @Post(':pair/decision')
  @Requires('listings.edit')
  @HttpCode(204)
  async decide(
    @Ctx() ctx: TenantContext,
    @Param({ schema: pairParams }) { pair }: z.output<typeof pairParams>,
    @Body({ schema: decidePairSchema }) { decision }: DecidePair,
  ): Promise<void> {
    const by = actorName(ctx.actor);
    if (decision === 'merge') await this.duplicates.merge(ctx, pair, by);
    else await this.duplicates.keepApart(ctx, pair, by);
    await this.work.write(ctx, (tx) => appendAudit(tx, `pair.${decision}`, { pair }, systemClock.now()));
  }
}
