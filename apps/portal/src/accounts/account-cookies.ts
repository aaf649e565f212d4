import { DAY } from '@halles/kernel';
import { HostCookie } from '@halles/platform/auth';

/** The session. Lax: links in mails and the way back from an identity provider must find it. */
export const sessionCookie = new HostCookie('__Host-halles', 30 * DAY, 'Lax');
