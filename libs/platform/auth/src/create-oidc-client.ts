import { type Config, proConnectRedirect, proConnectSignedOut } from '@halles/platform/config';
import { OidcClient } from './oidc-client';

/** ProConnect as the installation is known to it; null where it is not. */
export function createOidcClient(config: Config): OidcClient | null {
  const {
    proconnectIssuer: issuer,
    proconnectClientId: clientId,
    proconnectClientSecret: clientSecret,
  } = config;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null;
  return new OidcClient({
    issuer,
    clientId,
    clientSecret,
    redirectUri: proConnectRedirect(config),
    signedOutUri: proConnectSignedOut(config),
    insecure: config.nodeEnv !== 'production' && issuer.startsWith('http:'),
  });
}
