import {
  ConsoleAuth,
  ConsoleDigests,
  ConsolePasswords,
  ConsoleProConnect,
  ConsoleSecondFactor,
} from '@halles/domain/console-accounts';
import { createOidcClient, LinkLimiter, OidcFlow, SecretBox, SignInLimiter } from '@halles/platform/auth';
import { type Config, CONFIG } from '@halles/platform/config';
import { HttpServices } from '@halles/platform/http';
import type { Provider } from '@nestjs/common';

/** Accounts, sessions, second factors and ProConnect of the console. */
export const realmProviders: readonly Provider[] = [
  {
    provide: SignInLimiter,
    inject: [HttpServices],
    useFactory: ({ redis }: HttpServices) => new SignInLimiter(redis),
  },
  {
    provide: LinkLimiter,
    inject: [HttpServices, SignInLimiter],
    useFactory: ({ redis }: HttpServices, signIns: SignInLimiter) => new LinkLimiter(redis, signIns),
  },
  {
    provide: OidcFlow,
    inject: [CONFIG],
    useFactory: (config: Config) =>
      new OidcFlow(createOidcClient(config), {
        verifiers: new SecretBox(config.masterKey, 'console-oidc-verifier'),
        idTokens: new SecretBox(config.masterKey, 'console-id-token'),
      }),
  },
  ConsoleAuth,
  ConsoleDigests,
  ConsolePasswords,
  ConsoleProConnect,
  ConsoleSecondFactor,
];
