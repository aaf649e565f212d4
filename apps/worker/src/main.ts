import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ConfigError, loadServerConfig } from '@halles/platform/config';
import { refusedKeyOf } from '@halles/platform/database';
import { createLog, NestLog } from '@halles/platform/observability';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const config = loadServerConfig();
  const log = createLog({ name: 'worker', level: config.logLevel });
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, log), {
    logger: new NestLog(log),
    // What went wrong is told below, whatever is logged.
    abortOnError: false,
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

/** What whoever set the variables can mend, in a sentence; null for anything else. */
function configurationError(error: unknown): string | null {
  if (error instanceof ConfigError) return error.message;
  const refused = refusedKeyOf(error);
  return refused === null ? null : `worker: ${refused.sentence} ${refused.remedy}`;
}

main().catch((error: unknown) => {
  // 78 is EX_CONFIG of sysexits.h: no use in starting again.
  const message = configurationError(error);
  const { stack } = error as { readonly stack?: string };
  process.stderr.write(`${message ?? `the worker could not start: ${stack ?? String(error)}`}\n`);
  process.exit(message === null ? 1 : 78);
});
