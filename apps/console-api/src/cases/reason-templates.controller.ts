import {
  type ReasonTemplateInput,
  reasonTemplateInputSchema,
  type ReasonTemplatesView,
} from '@halles/contracts';
import { type ConsoleSession, roleAllows, roleOn } from '@halles/domain/console-accounts';
import { ReasonTemplates } from '@halles/domain/cases';
import { Clock } from '@halles/kernel';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { type IdParams, idParams } from '../id-schemas';
import { Signed } from '../session/console-request';

/** Sentences that agents send often. */
@Controller('api/tenants/:tenant/reason-templates')
export class ReasonTemplatesController {
  constructor(
    private readonly templates: ReasonTemplates,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('claims.read')
  @Header('cache-control', 'no-store')
  async list(@Ctx() ctx: TenantContext, @Signed() { account }: ConsoleSession): Promise<ReasonTemplatesView> {
    const role = roleOn(account.grants, ctx.tenant.id);
    return {
      templates: (await this.templates.list(ctx)).map(({ title, text, ...template }) => ({
        ...template,
        title: { fr: title.fr, en: title.en },
        text: { fr: text.fr, en: text.en },
      })),
      mayEdit: role !== null && roleAllows(role, 'policy.edit'),
    };
  }

  @Post()
  @Requires('policy.edit')
  async add(
    @Ctx() ctx: TenantContext,
    @Body({ schema: reasonTemplateInputSchema }) input: ReasonTemplateInput,
  ): Promise<{ readonly id: string }> {
    return { id: await this.templates.add(ctx, input, this.clock.now()) };
  }

  @Delete(':id')
  @Requires('policy.edit')
  @HttpCode(204)
  async remove(@Ctx() ctx: TenantContext, @Param({ schema: idParams }) { id }: IdParams): Promise<void> {
    await this.templates.remove(ctx, id, this.clock.now());
  }
}
