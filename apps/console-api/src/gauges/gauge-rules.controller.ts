import {
  type ChangeGaugeRule,
  changeGaugeRuleSchema,
  type EndGaugeRule,
  endGaugeRuleSchema,
  type GaugePreviewView,
  type GaugeRulesView,
  type NewGaugeRule,
  newGaugeRuleSchema,
  type PreviewGaugeRule,
  previewGaugeRuleSchema,
} from '@halles/contracts';
import { GaugeRules } from '@halles/domain/gauges';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Put } from '@nestjs/common';
import { type IdParams, idParams } from '../id-schemas';
import { presentGaugePreview, presentGaugeRules } from './gauge-rules.presenter';

/** The rules of a territory on how many people may be in its places. */
@Controller('api/tenants/:tenant/gauge-rules')
export class GaugeRulesController {
  constructor(private readonly rules: GaugeRules) {}

  @Get()
  @Requires('gauges.manage')
  @Header('cache-control', 'no-store')
  async list(@Ctx() ctx: TenantContext): Promise<GaugeRulesView> {
    return presentGaugeRules(ctx, await this.rules.list(ctx));
  }

  @Post()
  @Requires('gauges.manage')
  async create(
    @Ctx() ctx: TenantContext,
    @Body({ schema: newGaugeRuleSchema }) { id, rule }: NewGaugeRule,
  ): Promise<{ readonly id: string }> {
    await this.rules.create(ctx, id, rule);
    return { id };
  }

  /** What a rule would touch, before it is saved. */
  @Post('preview')
  @Requires('gauges.manage')
  @HttpCode(200)
  async preview(
    @Ctx() ctx: TenantContext,
    @Body({ schema: previewGaugeRuleSchema }) { rule }: PreviewGaugeRule,
  ): Promise<GaugePreviewView> {
    return presentGaugePreview(rule, await this.rules.preview(ctx, rule));
  }

  /** Writes the rules of 2020 and 2021 into the list. */
  @Post('examples')
  @Requires('gauges.manage')
  @HttpCode(200)
  async loadExamples(@Ctx() ctx: TenantContext): Promise<{ readonly loaded: number }> {
    return { loaded: await this.rules.loadExamples(ctx) };
  }

  @Put(':id')
  @Requires('gauges.manage')
  @HttpCode(204)
  async change(
    @Ctx() ctx: TenantContext,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: changeGaugeRuleSchema }) { version, rule }: ChangeGaugeRule,
  ): Promise<void> {
    await this.rules.change(ctx, id, version, rule);
  }

  /** Ends a rule before its last day, or lets it count again. */
  @Post(':id/ending')
  @Requires('gauges.manage')
  @HttpCode(204)
  async end(
    @Ctx() ctx: TenantContext,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: endGaugeRuleSchema }) { version, isEnded }: EndGaugeRule,
  ): Promise<void> {
    await this.rules.setEnded(ctx, id, version, isEnded);
  }
}
