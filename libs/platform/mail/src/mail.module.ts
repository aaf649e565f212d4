import { Clock } from '@halles/kernel';
import { type Config, CONFIG } from '@halles/platform/config';
import { LastGoodFolders } from '@halles/platform/tenancy';
import {
  type DynamicModule,
  Global,
  Inject,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { MailTransport } from './mail-transport';
import { Mailer } from './mailer';
import { SmtpTransport } from './smtp-transport';
import type { MailDefinition } from './templates/mail-definition';
import { MailRenderer } from './templates/mail-renderer';

/** The mails of all features, checked at start. */
const MAILS = Symbol('MAILS');

/** Mail over `SMTP_URL`, in the faces of `tenants/`. Exports `Mailer`; a test replaces `MailTransport`. */
@Global()
@Module({
  providers: [
    {
      provide: MailTransport,
      inject: [CONFIG],
      useFactory: ({ smtpUrl }: Config) => new SmtpTransport(smtpUrl),
    },
    {
      provide: MailRenderer,
      inject: [CONFIG],
      useFactory: (config: Config) => {
        const log = new Logger('MailRenderer');
        return new MailRenderer(config.root, {
          lastGood: new LastGoodFolders(config),
          onError: (slug, error) =>
            log.error(`the mails of ${slug} are made from its last good copy: ${error.message}`),
        });
      },
    },
    {
      provide: Mailer,
      inject: [CONFIG, MailRenderer, MailTransport, Clock],
      useFactory: (config: Config, renderer: MailRenderer, transport: MailTransport, clock: Clock) =>
        new Mailer(config, renderer, transport, clock),
    },
  ],
  exports: [Mailer, MailRenderer],
})
export class MailModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly transport: MailTransport,
    private readonly renderer: MailRenderer,
    @Inject(MAILS) private readonly mails: readonly MailDefinition<unknown>[],
  ) {}

  /** @param mails all that this process may send */
  static forRoot(mails: readonly MailDefinition<unknown>[]): DynamicModule {
    return { module: MailModule, providers: [{ provide: MAILS, useValue: mails }] };
  }

  /** Templates that are missing or wrong stop the process at start, and not the first message. */
  async onApplicationBootstrap(): Promise<void> {
    await this.renderer.prepare(this.mails);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.transport.close();
  }
}
