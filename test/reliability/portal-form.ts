import { Agent, request, type RequestOptions } from 'node:http';

export interface Answer {
  readonly status: number;
  /** Where what was stored is confirmed; empty for any other answer. */
  readonly location: string;
  /** Milliseconds from the first byte sent to the last one received. */
  readonly ms: number;
  /** Whether the server announced that it closes the connection. */
  readonly closes: boolean;
}

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

  get(path: string): Promise<Answer | null> {
    return this.send({ path, method: 'GET' }, '', anyReader());
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
    return this.postBody(body, 'application/x-www-form-urlencoded', reader);
  }

  /** The same as a program does. */
  protected postObject(fields: Readonly<Record<string, string>>): Promise<Answer | null> {
    return this.postBody(JSON.stringify(fields), 'application/json', anyReader());
  }

  private postBody(body: string, type: string, reader: string): Promise<Answer | null> {
    const headers = {
      origin: `http://${this.host}`,
      'content-type': type,
      'content-length': String(Buffer.byteLength(body)),
    };
    return this.send({ path: this.path, method: 'POST', headers }, body, reader);
  }

  private send(options: RequestOptions, body: string, reader: string): Promise<Answer | null> {
    const headers = { ...options.headers, host: this.host, 'x-forwarded-for': reader };
    const started = performance.now();
    return new Promise((resolve) => {
      const sent = request(
        { ...options, host: '127.0.0.1', port: this.port, agent: this.agent, headers },
        (response) => {
          response.resume();
          response.once('error', () => resolve(null));
          response.once('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              location: response.headers.location ?? '',
              ms: performance.now() - started,
              closes: response.headers.connection === 'close',
            }),
          );
        },
      );
      sent.once('error', () => resolve(null));
      sent.end(body);
    });
  }
}

const byte = (): number => Math.floor(Math.random() * 250);

const anyReader = (): string => `10.${byte()}.${byte()}.${byte()}`;
