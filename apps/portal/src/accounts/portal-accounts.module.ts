import { AccountRepository, AccountsModule, PasswordSignIn } from '@halles/domain/accounts';
import { SignInLimiter } from '@halles/platform/auth';
import { AccessControl, HttpServices } from '@halles/platform/http';
import { UnitOfWork } from '@halles/platform/tenancy';
import { Module } from '@nestjs/common';
import { AccountAccess } from './account-access';
import { AccountPages } from './account-pages';
import { AccountStrategy } from './account-strategy';
import { SignInController } from './sign-in.controller';

/** The door of the portal for those who have an account, and the pages on which they sign in. */
@Module({
  imports: [AccountsModule],
  controllers: [SignInController],
  providers: [
    AccountPages,
    AccountStrategy,
    AccountAccess,
    { provide: AccessControl, useExisting: AccountAccess },
    {
      provide: SignInLimiter,
      inject: [HttpServices],
      useFactory: ({ redis }: HttpServices) => new SignInLimiter(redis),
    },
    {
      provide: PasswordSignIn,
      inject: [UnitOfWork, AccountRepository, SignInLimiter],
      useFactory: (work: UnitOfWork, accounts: AccountRepository, limiter: SignInLimiter) =>
        new PasswordSignIn(work, accounts, limiter),
    },
  ],
  exports: [AccountAccess],
})
export class PortalAccountsModule {}
