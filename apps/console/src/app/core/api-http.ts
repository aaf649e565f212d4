import { HttpClient, type HttpContext, HttpErrorResponse, httpResource } from '@angular/common/http';
import { Service, type Signal, computed, inject, linkedSignal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { type Guard, parseWith, problemOf } from './http-problem';
import type { Outcome, Problem } from './problem';
import { ServerErrors } from './server-errors';

/** What a page reads from the API: the value, why there is none, and whether it is being loaded. */
export interface ApiResource<T> {
  /** The last value that was read; it stays until the next one arrives. */
  readonly value: Signal<T | undefined>;
  readonly problem: Signal<Problem | undefined>;
  readonly loading: Signal<boolean>;
  reload(): void;
}

/**
 * An `httpResource` whose body is checked and whose error is a problem.
 * @param path the address to read; it is read again whenever the address changes, and not at all while it is undefined
 */
export function apiResource<T>(
  path: () => string | undefined,
  guard: Guard<T>,
  context?: HttpContext,
): ApiResource<T> {
  const resource = httpResource(
    () => {
      const url = path();
      return url === undefined ? undefined : { url, ...(context && { context }) };
    },
    { parse: parseWith(guard) },
  );
  const value = linkedSignal<T | undefined, T | undefined>({
    source: () => (resource.hasValue() ? resource.value() : undefined),
    computation: (latest, previous) => latest ?? previous?.value,
  });
  return {
    value: value.asReadonly(),
    problem: computed(() => {
      const error = resource.error();
      return error && problemOf(error);
    }),
    loading: resource.isLoading,
    reload: () => void resource.reload(),
  };
}

/** Sends requests that change something, and gives their outcome. Its calls never throw. */
@Service()
export class ApiHttp {
  private readonly http = inject(HttpClient);
  private readonly serverErrors = inject(ServerErrors);

  /** By method, address and body: what was sent and has no answer yet. */
  private readonly pending = new Map<string, Promise<unknown>>();

  /** The same request sent again before its answer came, as a double click does, is one request: both get its outcome. */
  async send<T>(
    method: string,
    path: string,
    guard: Guard<T>,
    { body, context }: { readonly body?: object; readonly context?: HttpContext } = {},
  ): Promise<Outcome<T>> {
    const key = JSON.stringify([method, path, body]);
    const sent = this.pending.get(key) ?? this.request(method, path, { body, context });
    this.pending.set(key, sent);
    try {
      const value = parseWith(guard)(await sent);
      this.serverErrors.answered(null);
      return { ok: true, value };
    } catch (error) {
      const problem = problemOf(error);
      this.serverErrors.answered(problem);
      return { ok: false, problem };
    } finally {
      this.pending.delete(key);
    }
  }

  private request(
    method: string,
    path: string,
    { body, context }: { readonly body: object | undefined; readonly context: HttpContext | undefined },
  ): Promise<unknown> {
    const answer = this.http.request<unknown>(method, path, {
      ...(body && { body }),
      ...(context && { context }),
    });
    return firstValueFrom(answer);
  }

  /** A file that the server makes. */
  async file(path: string, body: object): Promise<Outcome<Blob>> {
    try {
      return {
        ok: true,
        value: await firstValueFrom(this.http.post(path, body, { responseType: 'blob' })),
      };
    } catch (error) {
      return { ok: false, problem: problemOf(await withParsedBody(error)) };
    }
  }
}

/** A refusal of a file has its problem in a Blob: with the JSON that is in it. */
async function withParsedBody(error: unknown): Promise<unknown> {
  if (!(error instanceof HttpErrorResponse) || !(error.error instanceof Blob)) return error;
  const text = await error.error.text();
  const { status, headers } = error;
  return new HttpErrorResponse({ status, headers, error: parse(text) });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** For answers without a body. */
export function isNothing(_body: unknown): _body is void {
  return true;
}
