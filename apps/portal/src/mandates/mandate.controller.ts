import { type MandateSignature, pathTo, patternsOf } from '@halles/contracts';
import { mandateLink, MandateNotFound, MandateService } from '@halles/domain/mandates';
import { Clock, type Locale } from '@halles/kernel';
import { type FormState, newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, Public, redirectTo } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { FollowedLink } from '../params';
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
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('mandate'))
  show(
    @Ctx() ctx: TenantContext,
    @FollowedLink(mandateLink, MandateNotFound) link: FollowedLink,
  ): Promise<Page> {
    return this.page(ctx, link, newForm());
  }

  @Post(patternsOf('mandate'))
  async sign(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @FollowedLink(mandateLink, MandateNotFound) link: FollowedLink,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return submitForm<MandateSignature, Page | HttpAnswer>(
      signatureForm.read(posted),
      async (signature) => {
        await this.mandates.sign(ctx, link.id, signature, this.clock.now());
        return redirectTo(pathTo('mandate', locale, { token: link.token }));
      },
      ({ state, ...answer }) => this.page(ctx, link, state, answer),
    );
  }

  @Post(patternsOf('mandate.end'))
  async end(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @FollowedLink(mandateLink, MandateNotFound) { id, token }: FollowedLink,
  ): Promise<HttpAnswer> {
    await this.mandates.revoke(ctx, id, 'merchant', this.clock.now());
    return redirectTo(pathTo('mandate', locale, { token }));
  }

  private async page(
    ctx: TenantContext,
    { id, token }: FollowedLink,
    form: FormState,
    options: PageOptions = {},
  ): Promise<Page> {
    const found = await this.mandates.get(ctx, id);
    const state = { token, form, now: this.clock.now() };
    return page('mandates/mandate', (scope) => presentMandate(scope, found, state), options);
  }
}
