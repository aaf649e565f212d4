import { Readable } from 'node:stream';
import type { Overview } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { SECOND } from '@halles/kernel';
import {
  ConsoleAuth,
  type ConsoleSession,
  type HeldSession,
  isOperator,
} from '@halles/domain/console-accounts';
import { HttpAnswer, Lifecycle, localeOfHeader, Requires } from '@halles/platform/http';
import { Controller, Get, Header, Headers } from '@nestjs/common';
import { Held } from '../session/console-request';
import { OverviewService } from './overview.service';

const SEND_EVERY = 5 * SECOND;
/** What may wait for a browser that reads too slowly before its stream is cut; it then comes back by itself. */
const MAX_BACKLOG_BYTES = 1_048_576;

@Controller('api/overview')
export class OverviewController {
  constructor(
    private readonly overview: OverviewService,
    private readonly auth: ConsoleAuth,
    private readonly lifecycle: Lifecycle,
  ) {}

  @Get()
  @Requires('platform.read')
  @Header('cache-control', 'no-store')
  read(@Headers('accept-language') language: string | undefined): Promise<Overview> {
    return this.overview.read(localeOfHeader(language));
  }

  /** The same as server-sent events named `overview`: at once, on each change of the registry, and every five seconds. */
  @Get('stream')
  @Requires('platform.read')
  stream(
    @Held() { token }: HeldSession,
    @Headers('accept-language') language: string | undefined,
  ): HttpAnswer {
    return new HttpAnswer(200, () => this.events(token, localeOfHeader(language)), {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
  }

  /** A stream that begins with the overview and goes on until it is closed, or the process drains. */
  private events(token: string, locale: Locale): Readable {
    const events = new Readable({ read: () => undefined });
    const send = this.sender(events, token, locale);
    const timer = setInterval(send, SEND_EVERY);
    const stopWatching = this.overview.onChange(send);
    const stopWaiting = this.lifecycle.onDrain(() => events.push(null));
    events.once('close', () => {
      clearInterval(timer);
      stopWatching();
      stopWaiting();
    });
    send();
    return events;
  }

  /** Sends one event. The session is looked up each time: signed out elsewhere, too old, or no operator’s any more, it ends the stream. */
  private sender(events: Readable, token: string, locale: Locale): () => void {
    const push = async () => {
      // Watching is no visit: a console left open must not stay signed in for ever.
      const session = await this.auth.resume(token, false).catch(() => undefined);
      if (events.destroyed) return;
      if (hasLost(session) || events.readableLength > MAX_BACKLOG_BYTES) {
        events.push(null);
        return;
      }
      const overview = await this.overview.read(locale);
      if (!events.destroyed) events.push(`event: overview\ndata: ${JSON.stringify(overview)}\n\n`);
    };
    return () => {
      push().catch((error: unknown) =>
        events.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    };
  }
}

/** @param session undefined where the database could not say: the stream goes on until it can */
const hasLost = (session: ConsoleSession | null | undefined): boolean =>
  session === null || (session !== undefined && !isOperator(session.account.grants));
