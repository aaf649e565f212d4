import { mandateSignatureSchema } from '@halles/contracts';
import { type MandateFile, MandateLinks, MandateNotFound, MandateService } from '@halles/domain/mandates';
import { systemClock } from '@halles/kernel';
import { contextOf, localeOfPath, Public, toErrors } from '@halles/platform/http';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { presentLayout } from '../rendering/layout.presenter';
import { PageRenderer } from '../rendering/page-renderer';
import { PageSender } from '../rendering/page-sender';
import { type MandateState, presentMandate } from './mandate.presenter';
import { mandatePaths, mandatePatterns } from './mandate-routes';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * The page of a mandate, for who has its link. Opening it changes nothing, however often: scanners and previews follow every
 * link of a mail. Only its buttons sign, and take back.
 */
@Public()
@Controller()
export class MandateController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
    private readonly mandates: MandateService,
    private readonly links: MandateLinks,
  ) {}

  @Get(mandatePatterns('mandate'))
  async show(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
  ): Promise<void> {
    const file = await this.mandates.get(contextOf(request), this.idOf(request, token));
    this.page(request, reply, 200, file, { token, now: systemClock.now() });
  }

  @Post(mandatePatterns('mandate'))
  async sign(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Body() body: unknown,
  ): Promise<void> {
    const ctx = contextOf(request);
    const id = this.idOf(request, token);
    const fields = (typeof body === 'object' && body !== null ? body : {}) as Readonly<
      Record<string, unknown>
    >;
    const entry = { name: text(fields['name']), agreed: text(fields['agreed']) };
    const parsed = mandateSignatureSchema.safeParse(entry);
    if (!parsed.success) {
      const errors = new Set(toErrors(parsed.error.issues).map(({ pointer }) => pointer.slice(1)));
      const file = await this.mandates.get(ctx, id);
      this.page(request, reply, 422, file, { token, now: systemClock.now(), entry, errors });
      return;
    }
    await this.mandates.sign(ctx, id, parsed.data, systemClock.now());
    this.back(request, reply, token);
  }

  @Post(mandatePatterns('end'))
  async end(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
  ): Promise<void> {
    await this.mandates.revoke(contextOf(request), this.idOf(request, token), 'merchant', systemClock.now());
    this.back(request, reply, token);
  }

  /** @throws MandateNotFound */
  private idOf(request: FastifyRequest, token: string): string {
    const id = this.links.read(contextOf(request), token);
    if (id === null) throw new MandateNotFound({});
    return id;
  }

  private back(request: FastifyRequest, reply: FastifyReply, token: string): void {
    const path = mandatePaths('mandate', token)[localeOfPath(request.url)];
    void reply.header('cache-control', 'no-store').redirect(path, 303);
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    file: MandateFile,
    state: MandateState,
  ): void {
    const { tenant } = contextOf(request);
    const scope = this.renderer.scope(tenant, localeOfPath(request.url));
    const body = presentMandate(scope, file, state);
    const { heading } = body;
    const layout = presentLayout(scope, {
      page: null,
      title: status === 422 ? scope.texts.line('mandate.invalidTitle', { title: heading }) : heading,
      description: heading,
      paths: mandatePaths('mandate', state.token),
      noindex: true,
    });
    const html = this.renderer.render(tenant, 'accounts/account', { layout, body });
    // The address is a key: no other site is told it. Under no-referrer, older browsers would send the form from nowhere.
    void reply.header('referrer-policy', 'same-origin');
    void this.sender.sendPrivate(reply, status, { locale: scope.locale, html });
  }
}
