import { join } from 'node:path';
import { CasesModule } from '@halles/domain/cases';
import { ConsoleTeam } from '@halles/domain/console-accounts';
import { OrdersModule } from '@halles/domain/orders';
import { ReportEntity } from '@halles/domain/reports';
import { type Config, CONFIG } from '@halles/platform/config';
import { DatabaseModule } from '@halles/platform/database';
import { AccessControl } from '@halles/platform/http';
import { Outbox } from '@halles/platform/outbox';
import { TenancyModule } from '@halles/platform/tenancy';
import { Module } from '@nestjs/common';
import { CaseAssignmentsController } from './cases/case-assignments.controller';
import { ConsoleFiles } from './files/console-files';
import { FilesController } from './files/files.controller';
import { SecurityTxtController } from './files/security-txt.controller';
import { OidcReturn } from './oidc/oidc-return';
import { OidcReturnController } from './oidc/oidc-return.controller';
import { OverviewController } from './overview/overview.controller';
import { OverviewService } from './overview/overview.service';
import { PaymentEventsController } from './payments/payment-events.controller';
import { PaymentMetrics } from './payments/payment-metrics';
import { PreviewsModule } from './previews/previews.module';
import { ConsoleAccess } from './session/console-access';
import { ProConnectController } from './session/pro-connect.controller';
import { DigestController } from './session/digest.controller';
import { LocalStrategy } from './session/local.strategy';
import { PasswordController } from './session/password.controller';
import { Postboxes } from './postboxes';
import { realmProviders } from './session/realm.providers';
import { SecondFactorController } from './session/second-factor.controller';
import { SessionController } from './session/session.controller';
import { AccountsController } from './team/accounts.controller';
import { InvitationsController } from './team/invitations.controller';
import { TeamController } from './team/team.controller';
import { TeamService } from './team/team.service';
import { TownModule } from './town.module';

@Module({
  imports: [
    DatabaseModule.forRoot({ applicationName: 'halles-console', entities: [ReportEntity] }),
    TenancyModule,
    CasesModule,
    OrdersModule,
    PreviewsModule,
    TownModule,
  ],
  controllers: [
    SessionController,
    DigestController,
    SecondFactorController,
    ProConnectController,
    PasswordController,
    OverviewController,
    AccountsController,
    TeamController,
    InvitationsController,
    CaseAssignmentsController,
    OidcReturnController,
    PaymentEventsController,
    // Last: it answers whatever path the others leave.
    SecurityTxtController,
    FilesController,
  ],
  providers: [
    PaymentMetrics,
    LocalStrategy,
    { provide: AccessControl, useClass: ConsoleAccess },
    ...realmProviders,
    ConsoleTeam,
    Outbox,
    Postboxes,
    TeamService,
    OidcReturn,
    OverviewService,
    {
      provide: ConsoleFiles,
      inject: [CONFIG],
      useFactory: ({ root }: Config) => ConsoleFiles.load(join(root, 'dist', 'apps', 'console', 'browser')),
    },
  ],
})
export class ConsoleApiModule {}
