import { type DecidePair, decidePairSchema, type DuplicateList } from '@halles/contracts';
import { DuplicateService, type PairMember } from '@halles/domain/duplicates';
import { Clock } from '@halles/kernel';
import type { ConsoleSession } from '@halles/domain/console-accounts';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Signed } from '../session/console-request';

const MOST = 200;
const pairParams = z.object({ tenant: z.string(), pair: z.string().max(30) });

const present = (member: PairMember): DuplicateList['pairs'][number]['members'][number] => ({
  id: member.id,
  name: member.name,
  place: [member.address, member.commune].filter((part) => part !== null).join(', ') || null,
  siret: member.siret,
  sources: [...member.sources],
  isOwned: member.isOwned,
});

/** Listings that may be one business. */
@Controller('api/tenants/:tenant/duplicates')
export class DuplicatesController {
  constructor(
    private readonly duplicates: DuplicateService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('listings.read')
  @Header('cache-control', 'no-store')
  async list(@Ctx() ctx: TenantContext): Promise<DuplicateList> {
    const pairs = await this.duplicates.listDoubtful(ctx, MOST);
    const merged = await this.duplicates.listMerged(ctx, MOST);
    return {
      pairs: pairs.map(({ id, likeness, metres, members }) => ({
        id,
        likeness,
        metres,
        members: members.map(present),
      })),
      merged: merged.map(({ id, gone, shown, at }) => ({
        id,
        gone,
        shown: shown && present(shown),
        at: at.toISOString(),
      })),
    };
  }

  /** One business, or two: of a pair that was made one, two makes two of it again. */
  @Post(':pair/decision')
  @Requires('listings.edit')
  @HttpCode(204)
  async decide(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: pairParams }) { pair }: z.output<typeof pairParams>,
    @Body({ schema: decidePairSchema }) { decision }: DecidePair,
  ): Promise<void> {
    const by = { accountId: account.id, name: account.name };
    const now = this.clock.now();
    if (decision === 'merge') await this.duplicates.merge(ctx, pair, by, now);
    else await this.duplicates.keepSeparate(ctx, pair, by, now);
  }
}
