import { type Config, CONFIG } from '@halles/platform/config';
import { hashRecoveryCode, type OidcBoxes, SecretBox } from '@halles/platform/auth';
import { Global, Module } from '@nestjs/common';

/** What only the holder of MASTER_KEY can make or read of an account. */
export class AccountSecrets {
  readonly totp: SecretBox;
  readonly oidc: OidcBoxes;

  constructor(private readonly masterKey: string) {
    this.totp = new SecretBox(masterKey, 'account-totp');
    this.oidc = {
      verifiers: new SecretBox(masterKey, 'account-oidc-verifier'),
      idTokens: new SecretBox(masterKey, 'account-id-token'),
    };
  }

  /** As a recovery code of the account is stored. */
  recoveryHash(accountId: string, code: string): Buffer {
    return hashRecoveryCode(this.masterKey, `account/${accountId}`, code);
  }
}

/** Imported once by an application whose people sign in, or that writes to them. */
@Global()
@Module({
  providers: [
    {
      provide: AccountSecrets,
      inject: [CONFIG],
      useFactory: ({ masterKey }: Config) => new AccountSecrets(masterKey),
    },
  ],
  exports: [AccountSecrets],
})
export class AccountSecretsModule {}
