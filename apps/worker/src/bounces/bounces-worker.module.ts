import { Bounces, DeliveriesModule } from '@halles/domain/deliveries';
import { type Config, InjectConfig } from '@halles/platform/config';
import { startBounceServer, ReturnPaths } from '@halles/platform/mail';
import { InjectLog, type Log } from '@halles/platform/observability';
import { TenantRegistry } from '@halles/platform/tenancy';
import { UntrustedFiles } from '@halles/platform/untrusted-files';
import { Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { BounceReceiver } from './bounce-receiver';

/** Takes the mails that come back, where the installation has a domain for them. */
@Module({ imports: [DeliveriesModule] })
export class BouncesWorkerModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: Awaited<ReturnType<typeof startBounceServer>> | null = null;

  constructor(
    @InjectConfig() private readonly config: Config,
    @InjectLog() private readonly log: Log,
    private readonly registry: TenantRegistry,
    private readonly bounces: Bounces,
    private readonly files: UntrustedFiles,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { bounceDomain, bouncePort: port, bounceHost: host } = this.config;
    if (bounceDomain === undefined || port === 0) return;
    const paths = new ReturnPaths(this.config);
    const receiver = new BounceReceiver(this.bounces, this.files, this.log);
    this.server = await startBounceServer(
      { port, host, name: bounceDomain },
      {
        accepts: (address) => {
          const returned = paths.read(address, this.registry.all());
          if (returned === null) this.log.warn('a mail came to an address that is no return path of ours');
          return returned;
        },
        take: async (returned, source) => {
          await receiver.take(returned, source);
        },
      },
    );
    this.log.info({ port: this.server.port, host }, 'listening for returned mail');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.server?.close();
  }
}
