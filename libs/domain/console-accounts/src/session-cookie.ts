import { HostCookie } from '@halles/platform/auth';
import { TOWN_LIMITS } from './console-session-limits';

/** Kept for as long as the longest session lasts; when one ends is the server's to say. */
const cookie = new HostCookie('__Host-halles-console', TOWN_LIMITS.lifetime, 'Strict');

export const SESSION_COOKIE = cookie.name;

/** Value of Set-Cookie that gives the operator's browser its session. Pure. */
export const sessionCookie = (token: string): string => cookie.give(token);

/** Value of Set-Cookie that takes it away. Pure. */
export const clearedSessionCookie = (): string => cookie.clear();

/** The operator's session token of a Cookie header, or null. Pure. */
export const readSessionCookie = (header: string | undefined): string | null => cookie.read(header);
