import { ListingService } from '@halles/domain/listings';
import { LOG } from '@halles/platform/http';
import type { Log } from '@halles/platform/observability';
import type { TenantContext } from '@halles/platform/tenancy';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KeptPages } from './kept-pages';
import { PageSender } from './page-sender';

/** Pages of the directory, kept while it stays at its version. */
@Injectable()
export class KeptDirectory {
  constructor(
    private readonly listings: ListingService,
    private readonly kept: KeptPages,
    private readonly sender: PageSender,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * Asks at which version the directory is, and sends the page of this address that was kept at it.
   * @returns whether one was sent; where the version cannot be read nothing is, and nothing will be kept
   */
  async send(ctx: TenantContext, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    try {
      this.kept.noteVersion(ctx, request, await this.listings.version(ctx));
    } catch (error) {
      this.log.warn({ err: error }, 'the version of a directory could not be read');
      return false;
    }
    return this.sender.sendKept(ctx, request, reply);
  }
}
