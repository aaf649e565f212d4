import { ConsolePreviews, type HeldSession } from '@halles/domain/console-accounts';
import { Clock } from '@halles/kernel';
import { Ctx, type HttpAnswer, readReturnPath, redirectTo, Requires } from '@halles/platform/http';
import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Controller, Delete, Get, HttpCode, Query } from '@nestjs/common';
import { z } from 'zod';
import { Held } from '../session/console-request';
import { DraftEntrances } from './draft-entrances';

/** The page of the portal that is looked at: its first one unless another is named. */
const previewQuery = z.object({ vers: z.string().optional().catch(undefined) });

/** The way from the console to a portal that nobody else sees yet, and its end. */
@Controller('api/tenants/:tenant/preview')
export class PreviewController {
  constructor(
    private readonly entrances: DraftEntrances,
    private readonly previews: ConsolePreviews,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** A link of the console leads here; the browser goes on at once. A portal that is open needs no preview. */
  @Get()
  @Requires('portal.preview')
  async open(
    @Ctx() ctx: TenantContext,
    @Held() { token }: HeldSession,
    @Query({ schema: previewQuery }) { vers }: z.output<typeof previewQuery>,
  ): Promise<HttpAnswer> {
    const address = await this.entrances.addressOf(ctx, readReturnPath(vers) ?? '/', token);
    return redirectTo(address).withHeaders({ 'cache-control': 'no-store' });
  }

  /** Ends every preview of the portal, in every browser: a link was passed on, or a machine left open. */
  @Delete()
  @Requires('portal.preview')
  @HttpCode(204)
  async end(@Ctx() ctx: TenantContext): Promise<void> {
    await this.work.write(ctx, (tx) => appendAudit(tx, 'previews.ended', {}, this.clock.now()));
    await this.previews.endAll(ctx.tenant.id);
  }
}
