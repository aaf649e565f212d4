import { join } from 'node:path';
import { ReportEntity } from '@halles/domain/reports';
import type { Config } from '@halles/platform/config';
import { ConsoleTeam } from '@halles/domain/console-accounts';
import { DatabaseModule, PlatformDatabase } from '@halles/platform/database';
import { AccessControl, HttpServices } from '@halles/platform/http';
import { Outbox } from '@halles/platform/outbox';
import { TenancyModule, TenantRegistry, UnitOfWork } from '@halles/platform/tenancy';
import { type DynamicModule, Module } from '@nestjs/common';
import { ConsoleFiles } from './files/console-files';
import { FilesController } from './files/files.controller';
import { OidcReturn } from './oidc/oidc-return';
import { OidcReturnController } from './oidc/oidc-return.controller';
import { OverviewController } from './overview/overview.controller';
import { OverviewService } from './overview/overview.service';
import { ConsoleAccess } from './session/console-access';
import { ProConnectController } from './session/pro-connect.controller';
import { LocalStrategy } from './session/local.strategy';
import { realmProviders } from './session/realm.providers';
import { SecondFactorController } from './session/second-factor.controller';
import { SessionController } from './session/session.controller';
import { AccountsController } from './team/accounts.controller';
import { InvitationsController } from './team/invitations.controller';
import { TeamController } from './team/team.controller';
import { TeamService } from './team/team.service';
import { TownModule } from './town.module';

@Module({})
export class ConsoleApiModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ConsoleApiModule,
      imports: [
        DatabaseModule.forRoot(config, 'halles-console', [ReportEntity]),
        TenancyModule.forRoot(config),
        TownModule.forRoot(config),
      ],
      controllers: [
        SessionController,
        SecondFactorController,
        ProConnectController,
        OverviewController,
        AccountsController,
        TeamController,
        InvitationsController,
        OidcReturnController,
        // Last: it answers whatever path the others leave.
        FilesController,
      ],
      providers: [
        LocalStrategy,
        { provide: AccessControl, useClass: ConsoleAccess },
        ...realmProviders(config),
        Outbox,
        {
          provide: TeamService,
          inject: [ConsoleTeam, TenantRegistry, UnitOfWork, Outbox],
          useFactory: (team: ConsoleTeam, registry: TenantRegistry, work: UnitOfWork, outbox: Outbox) =>
            new TeamService(team, registry, work, outbox, config.masterKey),
        },
        {
          provide: OidcReturn,
          inject: [TenantRegistry],
          useFactory: (registry: TenantRegistry) => new OidcReturn(config, registry),
        },
        {
          provide: OverviewService,
          inject: [TenantRegistry, PlatformDatabase, HttpServices],
          useFactory: (registry: TenantRegistry, db: PlatformDatabase, { redis }: HttpServices) =>
            new OverviewService(config, registry, db, redis),
        },
        {
          provide: ConsoleFiles,
          useFactory: () => ConsoleFiles.load(join(config.root, 'dist', 'apps', 'console', 'browser')),
        },
      ],
    };
  }
}
