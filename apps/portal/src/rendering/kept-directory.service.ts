import { ListingService } from '@halles/domain/listings';
import { InjectLog, type Log } from '@halles/platform/observability';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CachedPages } from './cached-pages';
import { PageSender } from './page-sender';

/** Pages of the directory, kept while it stays at its version. */
@Injectable()
export class KeptDirectory {
  constructor(
    private readonly listings: ListingService,
    private readonly cached: CachedPages,
    private readonly sender: PageSender,
    @InjectLog() private readonly log: Log,
  ) {}

  /** Sends the page of this address that was rendered at the directory's version, if there is one. */
  async send(ctx: TenantContext, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    try {
      const version = await this.listings.version(ctx);
      this.cached.noteVersion(ctx, version);
      this.sender.begin(request, version);
    } catch (error) {
      this.log.warn({ err: error }, 'the version of a directory could not be read');
      return false;
    }
    return this.sender.sendKept(ctx, request, reply);
  }
}
