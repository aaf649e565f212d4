import {
  type AdditionDecision,
  additionDecisionSchema,
  type AdditionView,
  type DecidedAdditions,
} from '@halles/contracts';
import { categoriesOf } from '@halles/domain/categories';
import { AdditionService } from '@halles/domain/claims';
import type { ConsoleSession } from '@halles/domain/console-accounts';
import { Clock } from '@halles/kernel';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { type IdParams, idParams } from '../id-schemas';
import { PinPlaces } from '../pin-places';
import { Signed } from '../session/console-request';
import { presentAddition, presentDecidedAdditions } from './claims.presenter';

const DECIDED = 50;

/** Businesses that ask to be in the directory, and the town's answer. */
@Controller('api/tenants/:tenant/additions')
export class AdditionsController {
  constructor(
    private readonly additions: AdditionService,
    private readonly pins: PinPlaces,
    private readonly clock: Clock,
  ) {}

  /** Those that were answered, the last answer first: what waits is in the queue of cases. */
  @Get()
  @Requires('claims.read')
  @Header('cache-control', 'no-store')
  async decided(@Ctx() ctx: TenantContext): Promise<DecidedAdditions> {
    return presentDecidedAdditions(await this.additions.decided(ctx, DECIDED));
  }

  @Get(':id')
  @Requires('claims.read')
  @Header('cache-control', 'no-store')
  async view(
    @Ctx() ctx: TenantContext,
    @Param({ schema: idParams }) { id }: IdParams,
  ): Promise<AdditionView> {
    const file = await this.additions.fileOf(ctx, id);
    const { state, content } = file.addition;
    const map = state === 'asked' ? await this.pins.of(ctx, content) : null;
    return presentAddition(file, categoriesOf(ctx), map);
  }

  @Post(':id/decision')
  @Requires('claims.decide')
  @HttpCode(204)
  async decide(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: additionDecisionSchema }) decision: AdditionDecision,
  ): Promise<void> {
    await this.additions.decide(ctx, id, decision, { name: account.name }, this.clock.now());
  }
}
