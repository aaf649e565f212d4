import type { ChangePassword, Overview, SessionView, SignIn } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { isOverview, isSessionView } from './api-shapes';
import { type StreamListener, openEventStream } from './server-events';
import { type Outcome, toProblem, unreachable, unreadable } from './problem';

const TIMEOUT_MS = 15_000;

export interface ApiClientOptions {
  /** `fetch`, or the border's fake. */
  readonly send: (path: string, init: RequestInit) => Promise<Response>;
  /** The language in which the server is asked to word its refusals. */
  readonly locale: () => Locale;
  /** Called when a call that needs a session is told that there is none any more. */
  readonly onSessionLost: () => void;
}

type Guard<T> = (body: unknown) => body is T;

/** The console's calls to its API: same origin, JSON, refusals as RFC 9457 problems. */
export class ApiClient {
  constructor(private readonly options: ApiClientOptions) {}

  /** Who is signed in; a 401 here is an answer, not a lost session. */
  session(): Promise<Outcome<SessionView>> {
    return this.call('GET', '/api/session', isSessionView);
  }

  signIn(input: SignIn): Promise<Outcome<SessionView>> {
    return this.call('POST', '/api/session', isSessionView, input);
  }

  signOut(): Promise<Outcome<void>> {
    return this.call('DELETE', '/api/session', isNothing);
  }

  changePassword(input: ChangePassword): Promise<Outcome<void>> {
    return this.inSession(this.call('POST', '/api/session/password', isNothing, input));
  }

  overview(): Promise<Outcome<Overview>> {
    return this.inSession(this.call('GET', '/api/overview', isOverview));
  }

  /** The overview as server-sent events: at once, and again when it changes. */
  overviewStream(listener: StreamListener): () => void {
    return openEventStream(
      (signal) =>
        this.options.send('/api/overview/stream', {
          credentials: 'same-origin',
          cache: 'no-store',
          headers: { accept: 'text/event-stream', 'accept-language': this.options.locale() },
          signal,
        }),
      listener,
    );
  }

  private async inSession<T>(pending: Promise<Outcome<T>>): Promise<Outcome<T>> {
    const outcome = await pending;
    if (!outcome.ok && outcome.problem.status === 401) this.options.onSessionLost();
    return outcome;
  }

  private async call<T>(method: string, path: string, guard: Guard<T>, body?: object): Promise<Outcome<T>> {
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
      content = parse(await response.text());
    } catch {
      return { ok: false, problem: unreachable };
    }
    if (!response.ok) {
      return { ok: false, problem: toProblem(response.status, content, response.headers.get('retry-after')) };
    }
    return guard(content)
      ? { ok: true, value: content }
      : { ok: false, problem: unreadable(response.status) };
  }
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isNothing(_body: unknown): _body is void {
  return true;
}
