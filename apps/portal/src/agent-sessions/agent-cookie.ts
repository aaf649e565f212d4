import { AGENT_SESSION_LIFETIME } from '@halles/domain/mandates';
import { HostCookie } from '@halles/platform/auth';

/** An agent's, beside whatever the browser has of its own. Lax: the way from the console must find it. */
export const agentCookie = new HostCookie('__Host-halles-agent', AGENT_SESSION_LIFETIME, 'Lax');
