import { pathTo } from '@halles/contracts';
import { oneOf, readFormValues } from '@halles/platform/forms';
import { AskService, type OpenAsk } from '@halles/domain/freshness';
import { systemClock } from '@halles/kernel';
import { contextOf, localeOfPath, PageNotFound, Public } from '@halles/platform/http';
import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { presentLayout } from '../rendering/layout.presenter';
import { PageRenderer } from '../rendering/page-renderer';
import type { PageScope } from '../rendering/page-scope';
import { PageSender } from '../rendering/page-sender';
import { presentCheck } from './check.presenter';
import { freshnessPatterns, linkPath, linkPaths } from './freshness-routes';

const ANSWERS = ['confirmed', 'changed', 'stopped'] as const;

/**
 * The page of a mailed question. It opens for who has the mail, and opening it changes nothing, however often: scanners and
 * previews follow every link of a mail. Only the buttons answer.
 */
@Public()
@Controller()
export class FreshnessLinkController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
    private readonly asks: AskService,
  ) {}

  @Get([...freshnessPatterns('link'), ...freshnessPatterns('linkStop')])
  async show(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
  ): Promise<void> {
    const now = systemClock.now();
    const open = await this.asks.open(contextOf(request), token, now);
    this.page(request, reply, 'link', token, (scope) => ({
      heading: scope.texts.line(`freshness.link.heading.${open.ask.occasion}`),
      check: presentCheck(scope, {
        listing: open.listing,
        holidays: open.holidays,
        now: now.getTime(),
        lead: open.ask.occasion,
        schoolBreak: open.schoolBreak,
        action: linkPath('link', scope.locale, token),
        change: pathTo('merchant.listing', scope.locale, { listing: open.listing.id }),
      }),
      stop: scope.texts.line('freshness.link.stop'),
      stopWords: scope.texts.line(`freshness.link.stopWords.${stopKey(open)}`),
    }));
  }

  @Post(freshnessPatterns('link'))
  async answer(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Body() body: unknown,
  ): Promise<void> {
    const locale = localeOfPath(request.url);
    const answer = oneOf(readFormValues(body), 'answer', ANSWERS);
    if (answer === null) {
      void reply.redirect(linkPath('link', locale, token), 303);
      return;
    }
    const { listing } = await this.asks.answer(contextOf(request), token, answer, systemClock.now());
    const onward =
      answer === 'changed'
        ? pathTo('merchant.listing', locale, { listing: listing.id })
        : linkPath('linkDone', locale, token);
    void reply.header('cache-control', 'no-store').redirect(onward, 303);
  }

  /** A mail program that was asked to end these mails posts here by itself, without a page. */
  @Post(freshnessPatterns('linkStop'))
  @HttpCode(204)
  async stop(@Req() request: FastifyRequest, @Param('token') token: string): Promise<void> {
    await this.asks.answer(contextOf(request), token, 'stopped', systemClock.now());
  }

  @Get(freshnessPatterns('linkDone'))
  async done(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
  ): Promise<void> {
    const open = await this.asks.open(contextOf(request), token, systemClock.now());
    const { answer } = open.ask;
    if (answer === null || answer === 'changed') throw new PageNotFound({});
    this.page(request, reply, 'linkDone', token, (scope) => ({
      heading: scope.texts.line(`freshness.done.${answer}.heading`),
      text: scope.texts.line(`freshness.done.${answer}.text`, { listing: open.listing.name }),
      onward: { href: pathTo('merchant', scope.locale), label: scope.texts.line('freshness.done.space') },
    }));
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    page: 'link' | 'linkDone',
    token: string,
    present: (scope: PageScope) => { readonly heading: string },
  ): void {
    const { tenant } = contextOf(request);
    const scope = this.renderer.scope(tenant, localeOfPath(request.url));
    const body = present(scope);
    const { heading: title } = body;
    const layout = presentLayout(scope, {
      page: null,
      title,
      description: title,
      paths: linkPaths(page, token),
      noindex: true,
    });
    const view = page === 'link' ? 'freshness/link' : 'freshness/done';
    const html = this.renderer.render(tenant, view, { layout, body });
    void this.sender.sendPrivate(reply, 200, { locale: scope.locale, html });
  }
}

const stopKey = ({ ask }: OpenAsk): string => (ask.occasion === 'monthly' ? 'monthly' : 'holidays');
