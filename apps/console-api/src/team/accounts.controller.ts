import type { AccountsView } from '@halles/contracts';
import { ConsoleTeam } from '@halles/domain/console-accounts';
import { localeOfHeader, Requires } from '@halles/platform/http';
import { TenantRegistry } from '@halles/platform/tenancy';
import { Controller, Get, Header, Headers } from '@nestjs/common';
import { presentAccounts } from './team.presenter';

/** Every account of the console, for operators. */
@Controller('api/accounts')
export class AccountsController {
  constructor(
    private readonly team: ConsoleTeam,
    private readonly registry: TenantRegistry,
  ) {}

  @Get()
  @Requires('platform.accounts')
  @Header('cache-control', 'no-store')
  async list(@Headers('accept-language') language: string | undefined): Promise<AccountsView> {
    return presentAccounts(await this.team.everybody(), this.registry.all(), localeOfHeader(language));
  }
}
