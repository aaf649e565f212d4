import { fileRoutes } from '@halles/contracts';
import type { Config } from '@halles/platform/config';
import { type HttpAppOptions, createHttpApp } from '@halles/platform/http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mapOrigins } from './map';
import { PortalModule } from './portal.module';

/** Builds the portal, not listening yet. */
export async function createPortal(
  config: Config,
  options: Partial<HttpAppOptions> = {},
): Promise<NestFastifyApplication> {
  return createHttpApp(PortalModule.forRoot(config), {
    name: 'portal',
    config,
    tenancy: true,
    hostlessPrefix: fileRoutes.asset.slice(0, fileRoutes.asset.indexOf(':')),
    uploads: true,
    connectTo: ({ settings }) => mapOrigins(settings),
    ...options,
  });
}
