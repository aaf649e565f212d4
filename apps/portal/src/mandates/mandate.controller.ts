import { type MandateSignature, pathTo, patternsOf } from '@halles/contracts';
import { mandateLink, MandateNotFound, MandateService } from '@halles/domain/mandates';
import { Clock, type Locale } from '@halles/kernel';
import { type FormState, newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, Public, redirectTo } from '@halles/platform/http';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { type Page, page, type PageOptions } from '../rendering/page';
import { signatureForm } from './mandate.form';
import { presentMandate } from './mandate.presenter';

/**
 * The page of a mandate, for who has its link. Opening it changes nothing, however often: scanners and previews follow every
 * link of a mail. Only its buttons sign, and take back.
 */
@Public()
@Controller()
export class MandateController {
  constructor(
    private readonly mandates: MandateService,
    private readonly links: SignedLinks,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('mandate'))
  show(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<Page> {
    return this.page(ctx, token, newForm());
  }

  @Post(patternsOf('mandate'))
  async sign(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const id = this.idOf(ctx, token);
    return submitForm<MandateSignature, Page | HttpAnswer>(
      signatureForm.read(posted),
      async (signature) => {
        await this.mandates.sign(ctx, id, signature, this.clock.now());
        return redirectTo(pathTo('mandate', locale, { token }));
      },
      ({ state, ...answer }) => this.page(ctx, token, state, answer),
    );
  }

  @Post(patternsOf('mandate.end'))
  async end(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
  ): Promise<HttpAnswer> {
    await this.mandates.revoke(ctx, this.idOf(ctx, token), 'merchant', this.clock.now());
    return redirectTo(pathTo('mandate', locale, { token }));
  }

  /** @throws MandateNotFound */
  private idOf(ctx: TenantContext, token: string): string {
    const payload = this.links.read(ctx, mandateLink, token);
    if (payload === null) throw new MandateNotFound({});
    return payload.id;
  }

  private async page(
    ctx: TenantContext,
    token: string,
    form: FormState,
    options: PageOptions = {},
  ): Promise<Page> {
    const found = await this.mandates.get(ctx, this.idOf(ctx, token));
    const state = { token, form, now: this.clock.now() };
    return page('mandates/mandate', (scope) => presentMandate(scope, found, state), options);
  }
}
