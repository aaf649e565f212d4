import type { Config } from '@halles/platform/config';
import { createHttpApp, type HttpAppOptions } from '@halles/platform/http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConsoleApiModule } from './console-api.module';

/**
 * Angular's build marks its document with `<base>`, and asks for one Trusted Types policy of its own; nothing else may
 * turn text into markup.
 */
const POLICY = {
  'base-uri': "'self'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'angular',
} as const;

/** The console's server, not listening yet. It answers on the console's host alone; in development by address too. */
export function createConsoleApp(
  config: Config,
  overrides: Pick<HttpAppOptions, 'rateLimits' | 'log'> = {},
): Promise<NestFastifyApplication> {
  return createHttpApp(ConsoleApiModule, {
    name: 'console-api',
    config,
    tenancy: false,
    hosts: [config.consoleHost, ...(config.nodeEnv === 'development' ? ['localhost', '127.0.0.1'] : [])],
    publicPort: config.consolePublicPort,
    policy: POLICY,
    ...overrides,
  });
}
