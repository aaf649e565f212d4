import {
  AccountSecrets,
  AccountSecretsModule,
  PasswordSignIn,
  ProConnectService,
  SignInModule,
} from '@halles/domain/accounts';
import { ListingsModule } from '@halles/domain/listings';
import { OrdersModule } from '@halles/domain/orders';
import { createOidcClient, LinkLimiter, OidcFlow, SignInLimiter } from '@halles/platform/auth';
import { type Config, CONFIG } from '@halles/platform/config';
import { HttpServices } from '@halles/platform/http';
import { Outbox } from '@halles/platform/outbox';
import { Global, Module } from '@nestjs/common';
import { AccountAccess } from './account-access';
import { AccountController } from './account.controller';
import { AccountDataController } from './account-data.controller';
import { AccountStrategy } from './account-strategy';
import { InvitationController } from './invitation.controller';
import { LinkController } from './link.controller';
import { LinkRequestController } from './link-request.controller';
import { LinkSentController } from './link-sent.controller';
import { ProConnectController } from './pro-connect.controller';
import { SecondFactorController } from './second-factor.controller';
import { SignInController } from './sign-in.controller';

/** The door of the portal for those who have an account, and the pages on which they sign in. */
@Global()
@Module({
  imports: [AccountSecretsModule, SignInModule, ListingsModule, OrdersModule],
  controllers: [
    SignInController,
    LinkRequestController,
    LinkSentController,
    LinkController,
    ProConnectController,
    AccountController,
    SecondFactorController,
    AccountDataController,
    InvitationController,
  ],
  providers: [
    Outbox,
    AccountStrategy,
    AccountAccess,
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
    PasswordSignIn,
    {
      provide: OidcFlow,
      inject: [CONFIG, AccountSecrets],
      useFactory: (config: Config, { oidc }: AccountSecrets) => new OidcFlow(createOidcClient(config), oidc),
    },
    ProConnectService,
  ],
  exports: [AccountAccess, LinkLimiter],
})
export class PortalAccountsModule {}
