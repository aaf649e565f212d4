import { readCookie, SECOND } from '@halles/kernel';
import { isSessionToken } from './session-token';

/**
 * A cookie that carries one token. `__Host-`: browsers take it only from this very host, over a secure connection (or
 * localhost), for the whole host.
 */
export class HostCookie {
  /** @param lifetime how long browsers keep it, ms */
  constructor(
    readonly name: `__Host-${string}`,
    private readonly lifetime: number,
    private readonly sameSite: 'Strict' | 'Lax',
  ) {}

  /** Value of Set-Cookie that gives the browser the token. Pure. */
  give(token: string): string {
    return `${this.name}=${token}; Path=/; Max-Age=${this.lifetime / SECOND}; ${this.attributes()}`;
  }

  /** Value of Set-Cookie that takes it away. Pure. */
  clear(): string {
    return `${this.name}=; Path=/; Max-Age=0; ${this.attributes()}`;
  }

  /** The token of a Cookie header; null where there is none, where it has not our form, or where the name comes twice. Pure. */
  read(header: string | undefined): string | null {
    const token = readCookie(header, this.name);
    return token !== null && isSessionToken(token) ? token : null;
  }

  private attributes(): string {
    return `Secure; HttpOnly; SameSite=${this.sameSite}`;
  }
}
