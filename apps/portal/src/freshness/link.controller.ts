import { pathTo, patternsOf } from '@halles/contracts';
import { categoriesOf } from '@halles/domain/categories';
import { QuestionService } from '@halles/domain/freshness';
import { Clock, type Locale } from '@halles/kernel';
import { formReader, inputOf, oneOf, Posted, type PostedForm } from '@halles/platform/forms';
import {
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  noContent,
  PageNotFound,
  Public,
  redirectTo,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { type Page, page } from '../rendering/page';
import { presentLink, presentLinkDone } from './link.presenter';

const ANSWERS = ['confirmed', 'changed', 'stopped'] as const;

/** The button that was pressed; null for none that there is. */
const answerForm = formReader((values) => ({ input: oneOf(values, 'answer', ANSWERS) }));

/**
 * The page of a mailed question. It opens for who has the mail, and opening it changes nothing, however often: scanners and
 * previews follow every link of a mail. Only the buttons answer.
 */
@Public()
@Controller()
export class FreshnessLinkController {
  constructor(
    private readonly questions: QuestionService,
    private readonly clock: Clock,
  ) {}

  @Get([...patternsOf('freshness.link'), ...patternsOf('freshness.unsubscribe')])
  async show(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<Page> {
    const now = this.clock.now();
    const open = await this.questions.open(ctx, token, now);
    return page('freshness/link', presentLink(open, token, { tree: categoriesOf(ctx), now: now.getTime() }));
  }

  @Post(patternsOf('freshness.link'))
  async answer(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<HttpAnswer> {
    const answer = inputOf(answerForm.read(posted));
    if (answer === null) return redirectTo(pathTo('freshness.link', locale, { token }));
    const { listing } = await this.questions.answer(ctx, token, answer, this.clock.now());
    return redirectTo(
      answer === 'changed'
        ? pathTo('merchant.listing', locale, { listing: listing.id })
        : pathTo('freshness.linkDone', locale, { token }),
    );
  }

  /** A mail program whose user unsubscribes posts here by itself, without a page. */
  @Post(patternsOf('freshness.unsubscribe'))
  async stop(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<HttpAnswer> {
    await this.questions.answer(ctx, token, 'stopped', this.clock.now());
    return noContent();
  }

  @Get(patternsOf('freshness.linkDone'))
  async done(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<Page> {
    const open = await this.questions.open(ctx, token, this.clock.now());
    const { answer } = open.question;
    if (answer === null || answer === 'changed') throw new PageNotFound({});
    return page('freshness/done', presentLinkDone(answer, open.listing.name, token));
  }
}
