import {
  type DynamicModule,
  Global,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { systemClock } from '@halles/kernel';
import type { Config } from '@halles/platform/config';
import { MailTransport } from './mail-transport';
import { Mailer } from './mailer';
import { SmtpTransport } from './smtp-transport';
import type { MailDefinition } from './templates/mail-definition';
import { MailRenderer } from './templates/mail-renderer';

/** The mails of all features, checked at start. */
const MAILS = Symbol('MAILS');

/** Mail over `SMTP_URL`, in the faces of `tenants/`. Exports `Mailer`; a test replaces `MailTransport`. */
@Global()
@Module({})
export class MailModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(MailTransport) private readonly transport: MailTransport,
    @Inject(MailRenderer) private readonly renderer: MailRenderer,
    @Inject(MAILS) private readonly mails: readonly MailDefinition<unknown>[],
  ) {}

  /** @param mails all that this process may send */
  static forRoot(config: Config, mails: readonly MailDefinition<unknown>[]): DynamicModule {
    return {
      module: MailModule,
      providers: [
        { provide: MAILS, useValue: mails },
        { provide: MailTransport, useFactory: () => new SmtpTransport(config.smtpUrl) },
        { provide: MailRenderer, useFactory: () => new MailRenderer(config.root) },
        {
          provide: Mailer,
          useFactory: (renderer: MailRenderer, transport: MailTransport) =>
            new Mailer(config, renderer, transport, systemClock),
          inject: [MailRenderer, MailTransport],
        },
      ],
      exports: [Mailer, MailRenderer],
    };
  }

  /** Templates that are missing or wrong stop the process at start, and not the first message. */
  async onApplicationBootstrap(): Promise<void> {
    await this.renderer.prepare(this.mails);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.transport.close();
  }
}
