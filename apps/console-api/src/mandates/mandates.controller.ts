import { type MandateList, type MandateInput, mandateInputSchema } from '@halles/contracts';
import { MandateService } from '@halles/domain/mandates';
import { Clock } from '@halles/kernel';
import type { ConsoleSession } from '@halles/domain/console-accounts';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { type IdParams, idParams } from '../id-schemas';
import { Signed } from '../session/console-request';
import { presentMandate } from './mandates.presenter';

/** Merchants' leave for agents to act for them. */
@Controller('api/tenants/:tenant/mandates')
export class MandatesController {
  constructor(
    private readonly mandates: MandateService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('mandates.manage')
  @Header('cache-control', 'no-store')
  async list(@Ctx() ctx: TenantContext): Promise<MandateList> {
    const now = this.clock.now();
    const files = await this.mandates.list(ctx, null);
    return { mandates: files.map((file) => presentMandate(file, now)) };
  }

  /** Signed on this screen, or asked for by mail. */
  @Post()
  @Requires('mandates.manage')
  @HttpCode(201)
  async propose(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Body({ schema: mandateInputSchema }) input: MandateInput,
  ): Promise<{ readonly id: string }> {
    const by = { accountId: account.id, name: account.name };
    return { id: await this.mandates.propose(ctx, input, by, this.clock.now()) };
  }

  @Post(':id/end')
  @Requires('mandates.manage')
  @HttpCode(204)
  async end(@Ctx() ctx: TenantContext, @Param({ schema: idParams }) { id }: IdParams): Promise<void> {
    await this.mandates.revoke(ctx, id, 'town', this.clock.now());
  }
}
