import type { Config } from '@halles/platform/config';
import { type HttpAppOptions, createHttpApp } from '@halles/platform/http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { PageSender } from './page/page-sender';
import { PortalModule } from './portal.module';

/**
 * Builds the portal, not listening yet. Kept pages are sent from the border on, before routing's pipeline of guards,
 * pipes and controllers.
 */
export async function createPortal(
  config: Config,
  options: Partial<HttpAppOptions> = {},
): Promise<NestFastifyApplication> {
  const app = await createHttpApp(PortalModule.forRoot(config), {
    name: 'portal',
    config,
    tenancy: true,
    hostlessPrefix: '/assets/',
    ...options,
  });
  const sender = app.get(PageSender, { strict: false });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      const ctx = request.tenantContext;
      const page = ctx ? sender.find(ctx, request) : undefined;
      if (page) sender.reply(page, request, reply);
      else done();
    });
  return app;
}
