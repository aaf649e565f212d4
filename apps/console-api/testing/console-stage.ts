import type { Config } from '@halles/platform/config';
import { serve, type Serving } from '@halles/platform/http';
import { openWorld, type World } from '@halles/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createConsoleApp } from '../src/console-app';

interface ConsoleStageOptions extends Pick<
  NonNullable<Parameters<typeof createConsoleApp>[1]>,
  'rateLimits'
> {
  /** Beside that nothing is logged, and that the test stands in for the proxy. */
  readonly env?: Readonly<Record<string, string>>;
  /** Of the console alone, not of the world. */
  readonly config?: Partial<Config>;
}

/** The console over HTTP, in a world of its own: what its end-to-end tests begin with. */
export class ConsoleStage {
  private constructor(
    readonly world: World,
    readonly app: NestFastifyApplication,
    private readonly serving: Serving,
  ) {}

  /** With the limits of the product unless said. Each client is a visitor of its own where it says an address. */
  static async open({ env = {}, config = {}, ...options }: ConsoleStageOptions = {}): Promise<ConsoleStage> {
    const world = await openWorld({ env: { TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'silent', ...env } });
    const app = await createConsoleApp({ ...world.config, ...config }, options);
    return new ConsoleStage(world, app, await serve(app, 0));
  }

  get port(): number {
    return this.serving.port;
  }

  async close(): Promise<void> {
    await this.serving.stop();
    await this.world.close();
  }
}
