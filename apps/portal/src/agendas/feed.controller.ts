import { patternsOf } from '@halles/contracts';
import { AgendaFeedNotFound, AgendaFeeds, type ReadFeed } from '@halles/domain/agendas';
import { type Config, InjectConfig } from '@halles/platform/config';
import {
  type Client,
  Cost,
  file,
  HttpAnswer,
  matchesEtag,
  PortalRequest,
  Public,
  RateLimiter,
} from '@halles/platform/http';
import { PortalLinks, type TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Headers, Param } from '@nestjs/common';

/** Agendas as calendar programs read them: no session, no cookie, nothing for search engines. */
@Public()
@Controller()
export class FeedController {
  constructor(
    private readonly feeds: AgendaFeeds,
    private readonly limiter: RateLimiter,
    @InjectConfig() private readonly config: Config,
  ) {}

  @Get(patternsOf('agenda.feed'))
  @Cost('search')
  async read(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Param('token') token: string,
    @Headers('if-none-match') known?: string,
    @Headers('if-modified-since') since?: string,
  ): Promise<HttpAnswer> {
    const feed = await this.open(ctx, client, token);
    const links = new PortalLinks(this.config, ctx.tenant);
    const headers = {
      'last-modified': feed.changedAt.toUTCString(),
      'x-robots-tag': 'noindex, nofollow',
    };
    // A tag says it exactly; who sends one is answered by it alone (RFC 9110, 13.2.2).
    if (known === undefined && isUnchanged(feed, since))
      return new HttpAnswer(304, null, { ...headers, 'cache-control': 'private, no-cache' });
    const etag = `"${feed.digest.slice(0, 32)}-${locale}"`;
    const text = (): string =>
      feed.write({
        locale,
        host: new URL(links.to('home', locale)).host,
        urlOf: (listing, booking) => links.to('merchant.booking', locale, { listing, booking }),
      });
    // Who has it is answered so, and nothing is written for them.
    return file(matchesEtag(known, etag) ? '' : text(), {
      type: 'text/calendar; charset=utf-8',
      cacheControl: 'private, no-cache',
      etag,
      headers,
    });
  }

  /** Counts what is no address, and nothing else. @throws AgendaFeedNotFound, RateLimited */
  private async open(ctx: TenantContext, client: Client, token: string): Promise<ReadFeed> {
    const counted = await this.limiter.take('feed', ctx, client.address);
    try {
      const feed = await this.feeds.read(ctx, token);
      await counted.giveBack();
      return feed;
    } catch (error) {
      if (!(error instanceof AgendaFeedNotFound)) await counted.giveBack();
      throw error;
    }
  }
}

/** Whether nothing changed since a moment, which such a header tells in whole seconds. */
function isUnchanged({ changedAt }: ReadFeed, since: string | undefined): boolean {
  const at = since === undefined ? Number.NaN : Date.parse(since);
  return !Number.isNaN(at) && Math.floor(changedAt.getTime() / 1_000) * 1_000 <= at;
}
