import type { Locale } from '@halles/kernel';
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '@halles/platform/observability';
import { type ErrorPages, plainErrorPage } from './error-pages';
import { toDomainError } from './error-mapping';
import { InternalError, TenantSuspended } from './http.errors';
import { localeOfHeader, localeOfPath, wantsHtml } from './negotiation';
import { type Problem, retryAfterOf, toProblem } from './problem';
import { SeeOther } from './see-other';

/** Turns whatever was thrown into the answer: the only place that writes an error, for routes, hooks and the router. */
export class ProblemWriter {
  constructor(
    private readonly log: Log,
    private readonly pages: () => ErrorPages | null,
  ) {}

  write(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.sent || reply.raw.headersSent) {
      // The answer has begun: cutting it is the only way left to say that it is not whole.
      this.report(thrown, request.id, 500);
      reply.raw.destroy();
      return;
    }
    if (thrown instanceof SeeOther) {
      reply.header('cache-control', 'no-store').redirect(thrown.location, 303);
      return;
    }
    const error = toDomainError(thrown);
    const path = (request.raw.url ?? '/').split('?', 1)[0] ?? '/';
    const html = wantsHtml(request.headers.accept);
    const locale = html ? localeOfPath(path) : localeOfHeader(request.headers['accept-language']);
    const problem = toProblem(error, locale, path, request.id);
    if (problem.status >= 500 && !isClosedTenant(error)) {
      this.report(
        error instanceof InternalError ? (error.cause ?? error) : error,
        request.id,
        problem.status,
      );
    }
    const retryAfter = retryAfterOf(error);
    if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
    reply.code(problem.status).header('cache-control', 'no-store').header('vary', 'accept, accept-language');
    if (html) reply.type('text/html; charset=utf-8').send(this.page(request, problem, locale));
    else reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  }

  private page(request: FastifyRequest, problem: Problem, locale: Locale): string {
    try {
      return this.pages()?.render(request, problem) ?? plainErrorPage(problem, locale);
    } catch (error) {
      this.log.error({ err: error }, 'the page of an error could not be rendered');
      return plainErrorPage(problem, locale);
    }
  }

  /** Our own errors with their stack, what is merely unavailable as a warning. Once: nobody logs on the way up. */
  private report(error: unknown, requestId: string, status: number): void {
    this.log[status === 500 ? 'error' : 'warn']({ err: error, requestId, status }, 'request failed');
  }
}

/** A portal that is closed on purpose is nobody's error: each visit to it must not fill the log. */
const isClosedTenant = (error: unknown): boolean => error instanceof TenantSuspended;

/** Nest's side of ProblemWriter. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly writer: ProblemWriter) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.writer.write(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}
