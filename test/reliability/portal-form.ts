import { Agent, type OutgoingHttpHeaders, request, type RequestOptions } from 'node:http';

export interface Answer {
  readonly status: number;
  /** Where what was stored is confirmed; empty for any other answer. */
  readonly location: string;
  /** Milliseconds from the first byte sent to the last one received. */
  readonly ms: number;
  /** Whether the server announced that it closes the connection. */
  readonly closes: boolean;
  readonly body: string;
}

/** Longer than any answer takes: what waits longer waits for ever. */
const PATIENCE = 40_000;

/** A form of the portal that anybody may send, filled in by a new reader each time. */
export class PortalForm {
  private readonly host: string;

  /** @param agent of the connections; a new connection for each request unless said */
  constructor(
    private readonly port: number,
    slug: string,
    private readonly path: string,
    private readonly agent: Agent = new Agent({ keepAlive: false }),
  ) {
    this.host = `${slug}.localhost:${port}`;
  }

  get(path: string, headers: OutgoingHttpHeaders = {}): Promise<Answer | null> {
    return this.send({ path, method: 'GET', headers }, '', anyReader());
  }

  /** Another form of the same portal. */
  postTo(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: OutgoingHttpHeaders = {},
  ): Promise<Answer | null> {
    return this.postBody(new URLSearchParams(fields).toString(), URL_ENCODED, anyReader(), { path, headers });
  }

  /**
   * As a browser without JavaScript does; null when the connection was cut before an answer.
   * @param reader their address: another one each time unless said, or the limits of one would answer
   */
  protected postFields(
    fields: Readonly<Record<string, string>>,
    reader = anyReader(),
  ): Promise<Answer | null> {
    const body = new URLSearchParams(fields).toString();
    return this.postBody(body, URL_ENCODED, reader);
  }

  /** The same as a program does. */
  protected postObject(fields: Readonly<Record<string, string>>): Promise<Answer | null> {
    return this.postBody(JSON.stringify(fields), 'application/json', anyReader());
  }

  private postBody(
    body: string,
    type: string,
    reader: string,
    {
      path = this.path,
      headers: more = {},
    }: Pick<RequestOptions, 'path'> & { headers?: OutgoingHttpHeaders } = {},
  ): Promise<Answer | null> {
    const headers = {
      ...more,
      origin: `http://${this.host}`,
      'content-type': type,
      'content-length': String(Buffer.byteLength(body)),
    };
    return this.send({ path, method: 'POST', headers }, body, reader);
  }

  /** @throws Error there is neither an answer nor an end of the connection */
  private send(
    { headers: more, ...options }: RequestOptions & { readonly headers: OutgoingHttpHeaders },
    body: string,
    reader: string,
  ): Promise<Answer | null> {
    const headers = { ...more, host: this.host, 'x-forwarded-for': reader };
    const started = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(
        { ...options, host: '127.0.0.1', port: this.port, agent: this.agent, headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', () => resolve(null));
          response.once('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              location: response.headers.location ?? '',
              ms: performance.now() - started,
              closes: response.headers.connection === 'close',
              body: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      sent.once('error', () => resolve(null));
      sent.setTimeout(PATIENCE, () => {
        reject(
          new Error(`no answer within ${String(PATIENCE)} ms: ${options.method ?? ''} ${options.path ?? ''}`),
        );
        sent.destroy();
      });
      sent.end(body);
    });
  }
}

const URL_ENCODED = 'application/x-www-form-urlencoded';

const byte = (): number => Math.floor(Math.random() * 250);

const anyReader = (): string => `10.${byte()}.${byte()}.${byte()}`;
