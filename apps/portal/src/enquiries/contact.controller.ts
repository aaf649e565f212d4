import { randomUUID } from 'node:crypto';
import { EnquiryKeyReused, EnquiryService } from '@halles/domain/enquiries';
import type { Locale } from '@halles/kernel';
import {
  InvalidInput,
  LOG,
  PageNotFound,
  Public,
  RateLimited,
  RateLimiter,
  contextOf,
  localeOfPath,
} from '@halles/platform/http';
import type { Log } from '@halles/platform/observability';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageRenderer } from '../rendering/page-renderer';
import type { PageScope } from '../rendering/page-scope';
import { PageSender } from '../rendering/page-sender';
import { type PageName, pathsOf, routes } from '../routes';
import type { LayoutView } from '../view-models';
import { type ContactForm, checkForm, isReference, readForm, suggestedValues } from './contact-form';
import { type ContactState, presentContact, presentContactSent } from './contact.presenter';

/** How an attempt to send ended: stored, or a status and what the form then says. */
type Outcome =
  | { readonly reference: string }
  | {
      readonly status: number;
      readonly error: Error;
      readonly state: ContactState;
      readonly retryAfter?: number;
    };

/** The contact form: a citizen writes to the town hall. Works without JavaScript; answers JSON to programs. */
@Public()
@Controller()
export class ContactController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
    private readonly enquiries: EnquiryService,
    private readonly limiter: RateLimiter,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Get(pathsOf('contact'))
  form(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() query: unknown): void {
    this.show(request, reply, 200, { values: suggestedValues(query), idempotencyKey: randomUUID() });
  }

  @Post(pathsOf('contact'))
  async send(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const outcome = await this.attempt(ctx, request.ip, readForm(body), locale);
    const program = isProgram(request);
    if ('reference' in outcome) {
      const location = `${routes.contactSent[locale]}?ref=${outcome.reference}`;
      if (program)
        void reply
          .status(201)
          .headers({ location, 'cache-control': 'no-store' })
          .send({ reference: outcome.reference });
      else void reply.header('cache-control', 'no-store').redirect(location, 303);
      return;
    }
    if (program) throw outcome.error;
    if (outcome.retryAfter !== undefined) void reply.header('retry-after', String(outcome.retryAfter));
    this.show(request, reply, outcome.status, outcome.state);
  }

  @Get(pathsOf('contactSent'))
  sent(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query('ref') reference: unknown): void {
    if (!isReference(reference)) throw new PageNotFound({});
    this.page(request, reply, 200, 'contactSent', 'pages/contact-sent', (scope) =>
      presentContactSent(scope, reference),
    );
  }

  private async attempt(
    ctx: TenantContext,
    address: string,
    form: ContactForm,
    locale: Locale,
  ): Promise<Outcome> {
    const { values, idempotencyKey } = form;
    const checked = checkForm(form);
    if (!checked.ok) {
      const keyError = checked.errors.some((error) => error.pointer === '/idempotencyKey');
      const state: ContactState = keyError
        ? {
            values,
            idempotencyKey: randomUUID(),
            errors: checked.errors,
            problem: checked.errors.length === 1 ? 'reloaded' : 'invalid',
          }
        : { values, idempotencyKey, errors: checked.errors, problem: 'invalid' };
      return { status: 422, error: new InvalidInput({}, checked.errors), state };
    }
    if (form.trapped)
      return {
        status: 422,
        error: new InvalidInput({}),
        state: { values, idempotencyKey, problem: 'trapped' },
      };
    try {
      await this.limiter.take('contact', ctx, address);
      return await this.enquiries.send(ctx, checked.input, locale);
    } catch (error) {
      return this.failed(error, form);
    }
  }

  /** What was typed is never lost: whatever happened, the form comes back with it and says so. */
  private failed(thrown: unknown, { values, idempotencyKey }: ContactForm): Outcome {
    if (thrown instanceof RateLimited) {
      const { retryAfterSeconds } = thrown.params;
      return {
        status: 429,
        error: thrown,
        state: { values, idempotencyKey, problem: 'limited' },
        retryAfter: retryAfterSeconds,
      };
    }
    if (thrown instanceof EnquiryKeyReused) {
      return {
        status: 409,
        error: thrown,
        state: { values, idempotencyKey: randomUUID(), problem: 'alreadySent' },
      };
    }
    this.log.error({ err: thrown }, 'an enquiry could not be stored');
    // The same key again: a second try of what was stored after all stays one enquiry.
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { status: 503, error, state: { values, idempotencyKey, problem: 'unavailable' }, retryAfter: 10 };
  }

  private show(request: FastifyRequest, reply: FastifyReply, status: number, state: ContactState): void {
    this.page(request, reply, status, 'contact', 'pages/contact', (scope) => presentContact(scope, state));
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    page: PageName,
    view: string,
    present: (scope: PageScope) => object,
  ): void {
    const { tenant } = contextOf(request);
    const { scope, layout } = this.renderer.frame(tenant, localeOfPath(request.url), page);
    const noindex = page === 'contactSent' || status !== 200;
    // Heard first by those who listen to the page: something in the form is to be mended.
    const title =
      status === 422 ? scope.texts.line('pages.contact.invalidTitle', { title: layout.title }) : layout.title;
    const html = this.renderer.render(tenant, view, {
      layout: { ...layout, title, noindex, ...(page === 'contactSent' ? sameReceipt(layout, request) : {}) },
      body: present(scope),
    });
    void this.sender.sendPrivate(reply, status, { locale: scope.locale, html });
  }
}

/** In the other language too, the receipt is that of the message that was sent: its address holds the reference. */
function sameReceipt(
  { languageSwitch }: LayoutView,
  { url }: FastifyRequest,
): Pick<LayoutView, 'languageSwitch'> {
  if (!languageSwitch) return {};
  return { languageSwitch: { ...languageSwitch, href: languageSwitch.href + url.slice(url.indexOf('?')) } };
}

/** A program posts JSON or asks for it; a form of a browser does neither. */
function isProgram(request: FastifyRequest): boolean {
  const { accept, 'content-type': type } = request.headers;
  const postsJson = type?.startsWith('application/json') ?? false;
  const asksJson =
    accept !== undefined && accept.includes('application/json') && !accept.includes('text/html');
  return postsJson || asksJson;
}
