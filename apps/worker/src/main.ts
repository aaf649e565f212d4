import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ConfigError, loadServerConfig } from '@halles/platform/config';
import { createLog, NestLog } from '@halles/platform/observability';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const config = loadServerConfig();
  const log = createLog({ name: 'worker', level: config.logLevel });
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, log), {
    logger: new NestLog(log),
  });
  const stop = (): void => {
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
    // Even if something hangs, the process ends within thirty seconds: the outbox hands its jobs out again.
    setTimeout(() => process.exit(1), 30_000).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  process.send?.('ready');
}

main().catch((error: unknown) => {
  // 78 is EX_CONFIG of sysexits.h: no use in starting again.
  const message =
    error instanceof ConfigError
      ? error.message
      : `the worker could not start: ${(error as Error).stack ?? String(error)}`;
  process.stderr.write(`${message}\n`);
  process.exit(error instanceof ConfigError ? 78 : 1);
});
