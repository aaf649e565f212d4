import { HostCookie } from './host-cookie';
import { SESSION_LIFETIME } from './session-policy';

const cookie = new HostCookie('__Host-halles-console', SESSION_LIFETIME, 'Strict');

export const SESSION_COOKIE = cookie.name;

/** Value of Set-Cookie that gives the operator's browser its session. Pure. */
export const sessionCookie = (token: string): string => cookie.give(token);

/** Value of Set-Cookie that takes it away. Pure. */
export const clearedSessionCookie = (): string => cookie.clear();

/** The operator's session token of a Cookie header, or null. Pure. */
export const readSessionCookie = (header: string | undefined): string | null => cookie.read(header);
