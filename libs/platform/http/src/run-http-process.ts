import { SECOND } from '@halles/kernel';
import { type Config, ConfigError, loadServerConfig } from '@halles/platform/config';
import { refusedKeyOf } from '@halles/platform/database';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { HttpServices } from './http-root.module';
import { serve, type Serving } from './serve';

/** Configuration error (sysexits.h), any other error of the boot, and the limit of a shutdown. */
const EXIT_CONFIG = 78;
const EXIT_FAILED = 1;
const EXIT_LATE = 30 * SECOND;

/**
 * The whole life of an HTTP process: reads the configuration, builds, listens, says `ready` to its parent, and stops
 * gracefully on SIGTERM, SIGINT or the parent's end. A failed boot writes one line and exits with a status that is
 * not 0.
 */
export async function runHttpProcess(
  name: string,
  build: (config: Config) => Promise<NestFastifyApplication>,
  portOf: (config: Config) => number,
): Promise<void> {
  try {
    const config = loadServerConfig();
    const app = await build(config);
    const { log } = app.get(HttpServices);
    const serving = await serve(app, portOf(config));
    stopOnSignals(serving);
    process.on('uncaughtException', (error) => {
      log.fatal({ err: error }, 'uncaught exception');
      process.exit(EXIT_FAILED);
    });
    log.info({ port: serving.port, bind: config.bindAddress }, `${name} listens`);
    process.send?.('ready');
  } catch (error) {
    process.stderr.write(`${name}: ${bootError(error)}\n`);
    const isConfiguration = error instanceof ConfigError || refusedKeyOf(error) !== null;
    process.exit(isConfiguration ? EXIT_CONFIG : EXIT_FAILED);
  }
}

function stopOnSignals(serving: Serving): void {
  const stop = () => {
    setTimeout(() => process.exit(EXIT_FAILED), EXIT_LATE).unref();
    serving.stop().then(
      () => process.exit(0),
      () => process.exit(EXIT_FAILED),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  // Started by a supervisor: its end is ours, or we would hold the port for ever.
  if (process.send) process.on('disconnect', stop);
}

/** What a person needs to know of a failed boot, without stack. */
function bootError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const refused = refusedKeyOf(error);
  if (refused !== null) return `${refused.sentence} ${refused.remedy}`;
  const { code, port } = error as { code?: unknown; port?: unknown };
  if (code === 'EADDRINUSE')
    return `port ${String(port)} is already taken; set another one or stop what uses it`;
  if (code === 'EACCES') return `port ${String(port)} may not be opened by this user`;
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.message}${cause}`;
}
