import type { Locale } from '@halles/kernel';
import { type StreamListener, openEventStream } from './server-events';
import { type Outcome, toProblem, unreachable, unreadable } from './problem';

const TIMEOUT_MS = 15_000;

export interface TransportOptions {
  /** `fetch`, or the border's fake. */
  readonly send: (path: string, init: RequestInit) => Promise<Response>;
  /** The language in which the server is asked to word its refusals. */
  readonly locale: () => Locale;
  /** Called when a call that needs a session is told that there is none any more. */
  readonly onSessionLost: () => void;
}

export type Guard<T> = (body: unknown) => body is T;

/** Calls of the console to its API: same origin, JSON, refusals as RFC 9457 problems. */
export class Transport {
  constructor(private readonly options: TransportOptions) {}

  /** A call that needs a session: without one the store is told. */
  async inSession<T>(method: string, path: string, guard: Guard<T>, body?: object): Promise<Outcome<T>> {
    const outcome = await this.call(method, path, guard, body);
    if (!outcome.ok && outcome.problem.status === 401) this.options.onSessionLost();
    return outcome;
  }

  /** A call whose 401 is an answer, not a lost session. */
  async call<T>(method: string, path: string, guard: Guard<T>, body?: object): Promise<Outcome<T>> {
    const answer = await this.ask(method, path, body, async (response) => parse(await response.text()));
    if (!answer.ok) return answer;
    const { content, status } = answer.value;
    return guard(content) ? { ok: true, value: content } : { ok: false, problem: unreadable(status) };
  }

  /** A file that the server makes, in a session. */
  async file(path: string, body: object): Promise<Outcome<Blob>> {
    const answer = await this.ask('POST', path, body, (response) =>
      response.ok ? response.blob() : response.text().then(parse),
    );
    if (!answer.ok && answer.problem.status === 401) this.options.onSessionLost();
    if (!answer.ok) return answer;
    const { content, status } = answer.value;
    return content instanceof Blob
      ? { ok: true, value: content }
      : { ok: false, problem: unreadable(status) };
  }

  private async ask(
    method: string,
    path: string,
    body: object | undefined,
    read: (response: Response) => Promise<unknown>,
  ): Promise<Outcome<{ readonly status: number; readonly content: unknown }>> {
    let response: Response;
    let content: unknown;
    try {
      response = await this.options.send(path, {
        method,
        credentials: 'same-origin',
        cache: 'no-store',
        headers: {
          accept: 'application/json, application/problem+json',
          'accept-language': this.options.locale(),
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      content = await read(response);
    } catch {
      return { ok: false, problem: unreachable };
    }
    if (response.ok) return { ok: true, value: { status: response.status, content } };
    return { ok: false, problem: toProblem(response.status, content, response.headers.get('retry-after')) };
  }

  /** Server-sent events; the function it returns closes the stream. */
  stream(path: string, listener: StreamListener): () => void {
    return openEventStream(
      (signal) =>
        this.options.send(path, {
          credentials: 'same-origin',
          cache: 'no-store',
          headers: { accept: 'text/event-stream', 'accept-language': this.options.locale() },
          signal,
        }),
      listener,
    );
  }
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** For answers without a body. */
export function isNothing(_body: unknown): _body is void {
  return true;
}
