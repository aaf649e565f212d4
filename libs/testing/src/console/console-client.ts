import { request } from 'node:http';
import { SESSION_COOKIE } from '@halles/domain/console-accounts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly json: Record<string, unknown>;
}

export interface Call {
  readonly method?: string;
  readonly path: string;
  readonly host?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A browser of an operator: keeps the cookies that it is given, as browsers do. */
export class ConsoleClient {
  /** The session's. */
  cookie: string | undefined;
  /** The others, by name. */
  readonly jar = new Map<string, string>();

  constructor(
    private readonly port: number,
    /** The address that our proxy gives for this operator. */
    private readonly address = '198.51.100.1',
  ) {}

  signIn(email: string, password: string): Promise<Answer> {
    return this.call({ method: 'POST', path: '/api/session', body: { email, password } });
  }

  get(path: string): Promise<Answer> {
    return this.call({ path });
  }

  /** Comes to a page from another site: strict cookies, as the session's, stay at home. */
  arrive(path: string): Promise<Answer> {
    const cookie = this.otherCookies().join('; ');
    return this.call({ path, headers: { cookie, accept: 'text/html', 'sec-fetch-site': 'cross-site' } });
  }

  call({ method = 'GET', path, host = 'console.localhost', body, headers = {} }: Call): Promise<Answer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          port: this.port,
          method,
          path,
          agent: false,
          headers: {
            host,
            accept: 'application/json',
            'sec-fetch-site': 'same-origin',
            'x-forwarded-for': this.address,
            ...this.cookieHeader(),
            ...(payload === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            this.keepCookie(response.headers['set-cookie'] ?? []);
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: text,
              json: parse(text),
            });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(payload);
    });
  }

  private cookieHeader(): { readonly cookie?: string } {
    const cookie = [...(this.cookie === undefined ? [] : [this.cookie]), ...this.otherCookies()].join('; ');
    return cookie === '' ? {} : { cookie };
  }

  private otherCookies(): string[] {
    return [...this.jar].map(([name, value]) => `${name}=${value}`);
  }

  private keepCookie(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name === SESSION_COOKIE) this.cookie = value === '' ? undefined : pair;
      else this.jar.set(name, value);
    }
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
