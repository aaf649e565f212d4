import { ConversationsModule, MailedAnswers } from '@halles/domain/conversations';
import { Bounces, DeliveriesModule } from '@halles/domain/deliveries';
import { type Config, InjectConfig } from '@halles/platform/config';
import {
  type IncomingMail,
  MAX_ANSWER_BYTES,
  MAX_REPORT_BYTES,
  ReplyAddresses,
  ReturnPaths,
  startMailDoor,
} from '@halles/platform/mail';
import { InjectLog, type Log } from '@halles/platform/observability';
import { TenantRegistry } from '@halles/platform/tenancy';
import { UntrustedFiles } from '@halles/platform/untrusted-files';
import { Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AnswerReceiver } from './answer-receiver';
import { BounceReceiver } from './bounce-receiver';

/** Takes the mails that come back, and answers to mails, where the installation has a domain for them. */
@Module({ imports: [ConversationsModule, DeliveriesModule] })
export class BouncesWorkerModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: Awaited<ReturnType<typeof startMailDoor>> | null = null;

  constructor(
    @InjectConfig() private readonly config: Config,
    @InjectLog() private readonly log: Log,
    private readonly registry: TenantRegistry,
    private readonly bounces: Bounces,
    private readonly answers: MailedAnswers,
    private readonly files: UntrustedFiles,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { bounceDomain, bouncePort: port, bounceHost: host } = this.config;
    if (bounceDomain === undefined || port === 0) return;
    const accepts = this.rules();
    this.server = await startMailDoor({ port, host, name: bounceDomain }, { accepts });
    this.log.info({ port: this.server.port, host }, 'listening for returned mail and answers');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.server?.close();
  }

  private rules(): (address: string) => IncomingMail | null {
    const [paths, replies] = [new ReturnPaths(this.config), new ReplyAddresses(this.config)];
    const bounces = new BounceReceiver(this.bounces, this.files, this.log);
    const answers = new AnswerReceiver(this.answers, this.files, this.log);
    return (address) => {
      const tenants = this.registry.all();
      const returned = paths.read(address, tenants);
      if (returned)
        return {
          mostBytes: MAX_REPORT_BYTES,
          take: async (source) => void (await bounces.take(returned, source)),
        };
      const answered = replies.read(address, tenants);
      if (answered) {
        answers.checkRoom(answered);
        return {
          mostBytes: MAX_ANSWER_BYTES,
          take: async (source, sender) => void (await answers.take(answered, source, sender)),
        };
      }
      this.log.warn('a mail came to an address that is none of ours');
      return null;
    };
  }
}
