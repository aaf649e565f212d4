import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Config } from '@halles/platform/config';
import { DatabaseModule, DatabaseUnreachable } from '@halles/platform/database';
import { createContext, TenancyModule, type Tenant, type TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Module, Param, Post, Query } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Public, Requires } from './access.decorator';
import { AccessControl } from './access.guard';
import { createHttpApp, type HttpAppOptions } from './create-http-app';
import { PreviewAccess } from './draft-preview';
import { InvalidInput, Unauthenticated } from './http.errors';
import { Cost } from './cost.guard';
import { RateLimit } from './rate-limit.guard';
import { type ReadyAnswer, ReadyAnswers } from './ready-answers';
import { contextOf, Ctx, HostContext } from './request';
import { serve, type Serving } from './serve';
import { type UploadPart, UploadParts, Uploads } from './uploads';

const MAX_UPLOAD_BYTES = 1024 * 1024;
const formSchema = z.strictObject({ name: z.string().min(2).max(20), email: z.email() });
const querySchema = z.strictObject({ q: z.string().max(20) });

/** What `upload/held` waits for. */
class UploadGate {
  open: () => void = () => undefined;
  readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });
}

let slowArrived = 0;

/** How many requests have come to `slow` so far. */
export const arrivedSlow = (): number => slowArrived;

/** One route of each kind that the border tells apart; each answer says whose it is. */
@Controller()
class BorderController {
  constructor(private readonly gate: UploadGate) {}

  @Get()
  @Public()
  home(@Ctx() ctx: TenantContext) {
    return { slug: ctx.tenant.slug, title: ctx.tenant.settings.title.fr };
  }

  /** As the files of a theme: each host has its own, and who has none gets those of nobody. */
  @Get('assets/whose')
  @Public()
  whose(@HostContext() ctx: TenantContext | undefined) {
    return { slug: ctx?.tenant.slug ?? null };
  }

  @Get('search')
  @Public()
  search(@Query({ schema: querySchema }) query: z.output<typeof querySchema>) {
    return query;
  }

  @Get('listed')
  @Public()
  listed() {
    return 'all of them';
  }

  @Get('listed/:kind')
  @Public()
  listedOf(@Param('kind') kind: string) {
    return `those of “${kind}”`;
  }

  @Get('heavy')
  @Public()
  @Cost('heavy')
  heavy(@Ctx() ctx: TenantContext) {
    return { slug: ctx.tenant.slug };
  }

  @Post('form')
  @Public()
  @HttpCode(200)
  form(@Body({ schema: formSchema }) form: z.output<typeof formSchema>) {
    return form;
  }

  @Post('change')
  @Public()
  @HttpCode(200)
  change(@Ctx() ctx: TenantContext) {
    return { slug: ctx.tenant.slug };
  }

  @Post('contact')
  @Public()
  @RateLimit('login')
  @HttpCode(200)
  contact() {
    return 'sent';
  }

  /** As `contact`, while the database is away. */
  @Post('contact/away')
  @Public()
  @RateLimit('login')
  contactAway(): never {
    throw new DatabaseUnreachable({});
  }

  /** As `contact`, with a fault of ours that somebody found. */
  @Post('contact/fault')
  @Public()
  @RateLimit('login')
  contactFault(): never {
    throw new Error('undefined is not a function');
  }

  @Post('upload')
  @Public()
  @Uploads(MAX_UPLOAD_BYTES)
  @HttpCode(200)
  async upload(@UploadParts() parts: AsyncIterable<UploadPart>) {
    let count = 0;
    for await (const part of parts) if (part.kind === 'file') count += 1;
    return { count };
  }

  @Post('guarded/upload')
  @Requires('secret.read')
  @Uploads(MAX_UPLOAD_BYTES)
  @HttpCode(200)
  async uploadSecret(@UploadParts() parts: AsyncIterable<UploadPart>) {
    return this.upload(parts);
  }

  /** Refuses a file at its first bytes, as what is no picture, and looks at nothing behind it. */
  @Post('upload/refused')
  @Public()
  @Uploads(MAX_UPLOAD_BYTES)
  async refuseUpload(@UploadParts() parts: AsyncIterable<UploadPart>) {
    for await (const part of parts) if (part.kind === 'file') throw new InvalidInput({});
  }

  /** Refuses a form before it asks for its first part, as one that reached a limit. */
  @Post('upload/unread')
  @Public()
  @Uploads(MAX_UPLOAD_BYTES)
  refuseUnread(@UploadParts() _parts: AsyncIterable<UploadPart>): never {
    throw new InvalidInput({});
  }

  /** Takes its time with each file before it lets go of it. */
  @Post('upload/held')
  @Public()
  @Uploads(MAX_UPLOAD_BYTES)
  @HttpCode(200)
  async holdUpload(@UploadParts() parts: AsyncIterable<UploadPart>) {
    for await (const part of parts) if (part.kind === 'file') await this.gate.opened;
    return 'held and let go';
  }

  @Post('upload/let-go')
  @Public()
  letGo() {
    this.gate.open();
  }

  @Get('guarded/secret')
  @Requires('secret.read')
  secret() {
    return 'secret';
  }

  @Get('boom')
  @Public()
  boom() {
    throw new Error('SELECT secret FROM /srv/halles/internal.ts');
  }

  @Get('slow')
  @Public()
  @Header('cache-control', 'no-store')
  async slow() {
    slowArrived += 1;
    await new Promise((resolve) => setTimeout(resolve, 400));
    return 'late but whole';
  }
}

/** The search page, made beforehand. The ordinary way refuses it without its parameter: one sees which way was taken. */
class ReadySearch extends ReadyAnswers {
  covers(target: string): boolean {
    return target === '/search';
  }

  find(ctx: TenantContext, request: IncomingMessage): ReadyAnswer | undefined {
    if (request.headers['x-not-ready'] !== undefined) return undefined;
    const body = Buffer.from(`ready for ${ctx.tenant.slug}`);
    const headers = ['content-type', 'text/plain; charset=utf-8', 'content-length', String(body.length)];
    return { status: 200, headers, body };
  }
}

/** Whoever names an account in this header is signed in with it; nobody else is. */
export const ACCOUNT_HEADER = 'x-account';

class AccountOfHeader extends AccessControl {
  check(request: FastifyRequest): Promise<void> {
    const accountId = request.headers[ACCOUNT_HEADER];
    if (typeof accountId !== 'string') return Promise.reject(new Unauthenticated({}));
    const { tenant, requestId } = contextOf(request);
    request.tenantContext = createContext(tenant, { kind: 'account', accountId }, requestId);
    return Promise.resolve();
  }
}

/** Previews that a console gave: each opens once, and stands until it is taken out. */
class GivenPreviews extends PreviewAccess {
  private readonly given = new Set<string>();
  private readonly opened = new Set<string>();

  give({ id: tenant }: Tenant, id: string): void {
    this.given.add(`${tenant}/${id}`);
  }

  endAll(): void {
    this.opened.clear();
  }

  override open({ id: tenant }: Tenant, id: string): Promise<boolean> {
    const isGiven = this.given.delete(`${tenant}/${id}`);
    if (isGiven) this.opened.add(`${tenant}/${id}`);
    return Promise.resolve(isGiven);
  }

  override stands({ id: tenant }: Tenant, id: string): Promise<boolean> {
    return Promise.resolve(this.opened.has(`${tenant}/${id}`));
  }
}

export const givenPreviews = new GivenPreviews();

@Module({
  imports: [DatabaseModule.forRoot({ applicationName: 'halles-border-test' }), TenancyModule],
  controllers: [BorderController],
  providers: [
    { provide: AccessControl, useClass: AccountOfHeader },
    { provide: ReadyAnswers, useClass: ReadySearch },
    { provide: PreviewAccess, useValue: givenPreviews },
    UploadGate,
  ],
})
class BorderAppModule {}

/** The border around a small application, on a real port of 127.0.0.1. */
export async function startBorderApp(
  config: Config,
  options: Pick<HttpAppOptions, 'rateLimits' | 'log' | 'hostlessPrefix' | 'lingerMs'> = {},
): Promise<Serving> {
  const app = await createHttpApp(BorderAppModule, {
    name: 'border',
    config,
    tenancy: true,
    uploads: true,
    ...options,
  });
  return serve(app, 0);
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends the bytes as they are and reads one answer: for requests that no client library would let one write. */
export function sendRaw(port: number, request: string | Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    const chunks: Buffer[] = [];
    socket.setTimeout(5_000, () =>
      socket.destroy(new Error(`no answer to ${JSON.stringify(String(request).slice(0, 80))}`)),
    );
    socket.on('data', (chunk) => chunks.push(Buffer.from(chunk)));
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', ...rest] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n');
      const [statusLine = '', ...lines] = head.split('\r\n');
      resolve({
        status: Number(statusLine.split(' ')[1]),
        headers: Object.fromEntries(
          lines.map((line) => [
            line.slice(0, line.indexOf(':')).toLowerCase(),
            line.slice(line.indexOf(':') + 1).trim(),
          ]),
        ),
        body: rest.join('\r\n\r\n'),
      });
    });
  });
}

export interface RequestParts {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request to that host, alone on its connection. */
export function send(port: number, host: string, parts: RequestParts = {}): Promise<RawAnswer> {
  const { method = 'GET', path = '/', headers = {}, body = '' } = parts;
  const lines = Object.entries({
    host,
    connection: 'close',
    ...(body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return sendRaw(port, `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}
