import type { Config } from '@halles/platform/config';
import { RoleDatabase, RoutingPool } from '@halles/platform/database';
import { type Log, NestLog } from '@halles/platform/observability';
import { SignedLinks, type Tenant, TenantRegistry } from '@halles/platform/tenancy';
import type { DynamicModule, Type } from '@nestjs/common';
import { DiscoveryService, NestFactory, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AccessControl, AccessGuard } from './access.guard';
import { AnswerAdapter } from './answer.adapter';
import { compileAddressList } from './addresses';
import { refuseExcessiveBodies } from './body-shape';
import { Border } from './border';
import { DraftPreviews, PreviewAccess } from './draft-preview';
import { ErrorPages } from './error-pages';
import { FastLane } from './fast-lane';
import { Health, type HealthCheck } from './health';
import { databaseCheck, mailCheck, migrationsCheck, redisCheck, registryCheck } from './health-checks';
import { HttpRootModule, HttpServices } from './http-root.module';
import { inputPipe } from './input.pipe';
import { findProvider } from './find-provider';
import { registerOpsRoutes } from './ops-routes';
import { ProblemFilter, ProblemWriter } from './problem.filter';
import { giveBackInOutages, RateLimitGuard } from './rate-limit.guard';
import type { RateLimits } from './rate-limiter';
import { ReadyAnswers } from './ready-answers';
import { requestIds } from './request-id';
import { auditRoutes, listRoutes } from './route-audit';
import { CostGuard } from './cost.guard';
import { createServer } from './server';
import { TenantHeaders } from './tenant-headers';
import { acceptUploads } from './uploads';

export interface HttpAppOptions {
  /** Name of the process, in logs and metrics. */
  readonly name: string;
  readonly config: Config;
  /** Whether the registry decides which hosts exist; else the `hosts` given here do. */
  readonly tenancy: boolean;
  readonly hosts?: readonly string[];
  /** Port of the absolute URLs of these hosts; PUBLIC_PORT unless said. */
  readonly publicPort?: number;
  /** Directives that replace those of the base Content-Security-Policy. */
  readonly policy?: Readonly<Record<string, string>>;
  /** Origins that a tenant's pages may fetch data and images from, beside their own. */
  readonly connectTo?: (tenant: Tenant) => readonly string[];
  /** Prefix of paths that are served on any host and in any state: hashed assets. Example: `/assets/`. */
  readonly hostlessPrefix?: string;
  /** Whether some of its routes take files: see `Uploads`. */
  readonly uploads?: boolean;
  /** How long a sender may go on after the answer, milliseconds; five seconds unless said. */
  readonly lingerMs?: number;
  readonly rateLimits?: Partial<RateLimits>;
  readonly healthChecks?: readonly HealthCheck[];
  readonly log?: Log;
}

/** What the border needs of the application that it stands before: filled once Nest has built it. */
interface Late {
  registry: TenantRegistry | null;
  previews: DraftPreviews | null;
  previewAccess: PreviewAccess | null;
  pages: ErrorPages | null;
  answers: ReadyAnswers | null;
  health: Health | null;
}

/**
 * Builds an HTTP application with its whole border: host to tenant, cross-site check, limits, headers, errors, health,
 * guards. Not listening yet: see `serve`.
 * @param module the application's own module
 * @throws Error when a route declares no access; whatever the module's providers throw
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  options: HttpAppOptions,
): Promise<NestFastifyApplication> {
  const services = new HttpServices(options.config, options.name, options.rateLimits ?? {}, options.log);
  const late: Late = {
    registry: null,
    previews: null,
    previewAccess: null,
    pages: null,
    answers: null,
    health: null,
  };
  const writer = new ProblemWriter(services.log, () => late.pages);
  const server = createBorder(options, services, writer, late);
  let app: NestFastifyApplication | undefined;
  try {
    app = await createNest(module, services, server);
    late.registry = findProvider(app, TenantRegistry);
    const links = findProvider(app, SignedLinks);
    late.previews = links && new DraftPreviews(links);
    late.previewAccess = findProvider(app, PreviewAccess);
    late.pages = findProvider(app, ErrorPages);
    late.answers = options.tenancy ? findProvider(app, ReadyAnswers) : null;
    late.health = new Health(services.lifecycle, [
      ...standardChecks(app, services, options),
      ...(options.healthChecks ?? []),
    ]);
    addGuards(app, services, { server, writer });
    watchPool(app, services);
    services.metrics.collectProcess();
    return app;
  } catch (error) {
    // What is open by now would keep the process alive: the error is the caller's to tell.
    await app?.close();
    services.redis.disconnect();
    throw error;
  }
}

/** The server with everything that runs before Nest. */
function createBorder(
  options: HttpAppOptions,
  services: HttpServices,
  writer: ProblemWriter,
  late: Late,
): FastifyInstance {
  const { config } = options;
  const headers = new TenantHeaders(config.publicScheme, {
    policy: options.policy ?? {},
    connectTo: options.connectTo ?? (() => []),
  });
  const border = new Border(
    {
      config,
      headers,
      ownHosts: options.tenancy ? null : (options.hosts ?? []),
      publicPort: options.publicPort ?? config.publicPort,
      hostlessPrefix: options.hostlessPrefix,
    },
    {
      ...services,
      registry: () => present(late.registry),
      previews: () => present(late.previews),
      previewAccess: () => late.previewAccess,
      isOpsAddress: compileAddressList(config.opsAllow),
    },
  );
  const rawHeaders = headers.of(undefined, 'custom').set;
  const { uploads = false, lingerMs } = options;
  const server = createServer(config, rawHeaders, { border, writer, uploads, lingerMs });
  border.install(server);
  giveBackInOutages(server);
  refuseExcessiveBodies(server);
  if (uploads) acceptUploads(server, writer, config.uploadsAtOnce);
  const isTrustedProxy = compileAddressList(config.trustedProxies);
  new FastLane({
    ...services,
    headers,
    isTrustedProxy,
    requestId: requestIds(isTrustedProxy),
    registry: () => late.registry,
    answers: () => late.answers,
  }).install(server.server);
  registerOpsRoutes(server, {
    health: () => present(late.health),
    metrics: services.metrics,
    writer,
    registry: () => late.registry,
    ownHosts: [config.consoleHost],
  });
  return server;
}

/** Errors, input and access of every route, and the check that each declares one. */
function addGuards(
  app: NestFastifyApplication,
  services: HttpServices,
  { server, writer }: { readonly server: FastifyInstance; readonly writer: ProblemWriter },
): void {
  const accessControl = findProvider(app, AccessControl);
  const reflector = app.get(Reflector);
  app.useGlobalFilters(new ProblemFilter(writer));
  app.useGlobalPipes(inputPipe());
  app.useGlobalGuards(
    new CostGuard(reflector, services.limiter, () => server.isUnderPressure()),
    new AccessGuard(reflector, accessControl),
    new RateLimitGuard(reflector, services.limiter),
  );
  auditRoutes(listRoutes(app.get(DiscoveryService)), accessControl !== null);
}

function createNest(module: Type | DynamicModule, services: HttpServices, server: FastifyInstance) {
  return NestFactory.create<NestFastifyApplication>(
    HttpRootModule.around(module, services),
    new AnswerAdapter(server),
    {
      logger: new NestLog(services.log),
      // The server's own parsers read bodies; a failed boot is reported by who boots.
      bodyParser: false,
      abortOnError: false,
    },
  );
}

function present<T>(value: T | null): T {
  if (value === null)
    throw new Error('the application is not built yet, or lacks a module that its border needs');
  return value;
}

function standardChecks(
  app: NestFastifyApplication,
  services: HttpServices,
  options: HttpAppOptions,
): HealthCheck[] {
  const database = findProvider(app, RoleDatabase);
  const registry = findProvider(app, TenantRegistry);
  return [
    ...(database ? [databaseCheck(database), migrationsCheck(database)] : []),
    ...(registry ? [registryCheck(registry)] : []),
    redisCheck(services.redis),
    mailCheck(options.config.smtpUrl),
  ];
}

/** The routing pool's figures, where the application has one. */
function watchPool(app: NestFastifyApplication, { metrics }: HttpServices): void {
  const pool = findProvider(app, RoutingPool);
  if (!pool) return;
  metrics.gauge('database_pool_connections', 'Connections of this process by state.', ['state'], () => {
    const { open, idle, waiting } = pool.figures;
    return [
      { labels: { state: 'busy' }, value: open - idle },
      { labels: { state: 'idle' }, value: idle },
      { labels: { state: 'waiting' }, value: waiting },
    ];
  });
  metrics.gauge(
    'database_pool_events',
    'Connections evicted and requests refused since the start.',
    ['event'],
    () => {
      const { evicted, refused } = pool.figures;
      return [
        { labels: { event: 'evicted' }, value: evicted },
        { labels: { event: 'refused' }, value: refused },
      ];
    },
  );
}
