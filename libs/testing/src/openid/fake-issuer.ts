import {
  createHash,
  createPublicKey,
  createSign,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the issuer says otherwise than an honest one would. */
export interface Misconduct {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signs with a key that it does not publish. */
  readonly foreignKey?: boolean;
  /** Leaves the signature out. */
  readonly unsigned?: boolean;
  readonly userinfo?: Readonly<Record<string, unknown>>;
  readonly down?: boolean;
}

const newKey = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An OpenID Connect issuer on this machine that answers whatever a test wants it to. */
export class FakeIssuer {
  readonly clientId = 'halles';
  /** Who signs in. */
  person: Record<string, unknown> = {};
  misconduct: Misconduct = {};
  /** Whether the last code came with the verifier of the challenge that began it. */
  provedKey: boolean | null = null;
  private challenge = '';
  private nonce = '';
  private readonly key = newKey();
  private readonly stranger = newKey();
  private constructor(
    private readonly server: Server,
    private readonly signsOut: boolean,
  ) {}

  /** @param options `signsOut`: whether it publishes an address to sign out at, as it does unless said */
  static async start({ signsOut = true } = {}): Promise<FakeIssuer> {
    const server = createServer();
    const issuer = new FakeIssuer(server, signsOut);
    server.on('request', (request, response) => void issuer.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Somebody signs in: gives the query with which the browser comes back from that address. */
  approve(authorizationUrl: string): URLSearchParams {
    const { searchParams: params } = new URL(authorizationUrl);
    this.challenge = params.get('code_challenge') ?? '';
    this.nonce = params.get('nonce') ?? '';
    return new URLSearchParams({
      code: randomBytes(16).toString('hex'),
      state: params.get('state') ?? '',
      iss: this.url,
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (this.misconduct.down && path !== '/.well-known/openid-configuration') {
      request.socket.destroy();
      return;
    }
    const body = this.bodyOf(path, Buffer.concat(chunks).toString());
    response
      .writeHead(body ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(body ?? {}));
  }

  private bodyOf(path: string, form: string): object | null {
    switch (path) {
      case '/.well-known/openid-configuration':
        return this.metadata();
      case '/jwks':
        return {
          keys: [
            { ...createPublicKey(this.key).export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' },
          ],
        };
      case '/token':
        return this.tokens(new URLSearchParams(form));
      case '/userinfo':
        return { ...this.person, ...this.misconduct.userinfo };
      default:
        return null;
    }
  }

  private metadata(): object {
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/authorize`,
      token_endpoint: `${this.url}/token`,
      userinfo_endpoint: `${this.url}/userinfo`,
      jwks_uri: `${this.url}/jwks`,
      ...(this.signsOut ? { end_session_endpoint: `${this.url}/end` } : {}),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'none'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  private tokens(form: URLSearchParams): object {
    const proved = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    this.provedKey = proved === this.challenge;
    const now = Math.floor(Date.now() / 1_000);
    const claims = {
      iss: this.url,
      aud: this.clientId,
      sub: this.person['sub'],
      nonce: this.nonce,
      iat: now,
      exp: now + 300,
      ...this.misconduct.claims,
    };
    return {
      access_token: randomBytes(16).toString('hex'),
      token_type: 'Bearer',
      expires_in: 300,
      id_token: this.sign(claims),
    };
  }

  private sign(claims: object): string {
    const head = encode({ alg: 'RS256', kid: 'one', typ: 'JWT', ...this.misconduct.header });
    const signed = `${head}.${encode(claims)}`;
    if (this.misconduct.unsigned) return `${signed}.`;
    const key = this.misconduct.foreignKey ? this.stranger : this.key;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
  }
}
