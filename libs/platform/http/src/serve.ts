import type { Server } from 'node:http';
import { SECOND } from '@halles/kernel';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { HttpServices } from './http-root.module';

/** An orchestrator kills after 30 s; what is left by then is cut a little before. */
const CLOSE_WITHIN = 25 * SECOND;
const IDLE_SWEEP = 200;

export interface Serving {
  /** Port that is listened on: the one asked for, or the one the system chose for 0. */
  readonly port: number;
  /** Drains and closes; resolves when all is closed. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Listens. Stops by itself when told to: SIGTERM, SIGINT, or the parent process gone.
 * @param port 0 lets the system choose
 * @throws Error when the port is taken or the address is not ours
 */
export async function serve(app: NestFastifyApplication, port: number): Promise<Serving> {
  const services = app.get(HttpServices);
  await app.listen(port, services.config.bindAddress);
  const server = app.getHttpServer();
  const address = server.address();
  let stopping: Promise<void> | undefined;
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: () => (stopping ??= stop(app, server, services)),
  };
}

async function stop(
  app: NestFastifyApplication,
  server: Server,
  { lifecycle, config, log }: HttpServices,
): Promise<void> {
  log.info({ drainDelayMs: config.drainDelayMs }, 'stopping: no longer ready');
  lifecycle.drain();
  if (config.drainDelayMs > 0) await new Promise((resolve) => setTimeout(resolve, config.drainDelayMs));
  await closeServer(server);
  // Pools and subscriptions last: until here, requests in flight may still need them.
  await app.close();
  log.info('stopped');
}

/** Stops accepting, lets answers in flight end, closes connections as they fall idle. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP);
  const cut = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN);
  server.closeIdleConnections();
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
