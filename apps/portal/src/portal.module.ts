import { EnquiryEntity } from '@halles/domain/enquiries';
import { ReportEntity } from '@halles/domain/reports';
import type { Config } from '@halles/platform/config';
import { DatabaseModule } from '@halles/platform/database';
import { FormsModule } from '@halles/platform/forms';
import { UntrustedFilesModule } from '@halles/platform/untrusted-files';
import { PushModule } from '@halles/platform/push';
import { StorageModule } from '@halles/platform/storage';
import { TenancyModule } from '@halles/platform/tenancy';
import { type DynamicModule, Module } from '@nestjs/common';
import { PortalAccountsModule } from './accounts/accounts.module';
import { AgentSessionsModule } from './agent-sessions';
import { PortalAdditionsModule } from './additions';
import { PortalCatalogueModule } from './catalogue';
import { PortalClaimsModule } from './claims';
import { PortalConversationsModule } from './conversations';
import { PortalCorrectionsModule } from './corrections/corrections.module';
import { PortalSearchModule } from './search';
import { PortalEnquiriesModule } from './enquiries';
import { ErrorsModule } from './errors/errors.module';
import { PortalFreshnessModule } from './freshness';
import { PortalListingsModule } from './listings';
import { PortalMandatesModule } from './mandates/mandates.module';
import { PortalMapModule } from './map';
import { PortalNotificationsModule } from './notifications/notifications.module';
import { PortalOpenDataModule } from './open-data/open-data.module';
import { PortalAgendasModule } from './agendas';
import { PortalGaugesModule } from './gauges';
import { PortalFootfallModule } from './footfall';
import { PortalOrdersModule } from './orders';
import { PortalPostsModule } from './posts';
import { PageModule } from './rendering/page.module';
import { PagesModule } from './static-pages';
import { PortalPhotosModule } from './photos';
import { PreviewsModule } from './previews';
import { PortalReportsModule } from './reports';
import { PortalStatisticsModule } from './statistics';
import { PortalTransfersModule } from './transfers';
import { ShellModule } from './shell/shell.module';
import { StyleguideModule } from './styleguide/styleguide.module';
import { SystemModule } from './system/system.module';
import { PortalProfilesModule } from './profiles/profiles.module';
import { MerchantSpaceModule } from './merchant-space/merchant-space.module';
import { PortalTeamModule } from './team/team.module';

/** Everything on a tenant's host. */
@Module({})
export class PortalModule {
  static forRoot({ nodeEnv }: Pick<Config, 'nodeEnv'>): DynamicModule {
    return {
      module: PortalModule,
      imports: [
        DatabaseModule.forRoot({
          applicationName: 'halles-portal',
          entities: [EnquiryEntity, ReportEntity],
        }),
        TenancyModule,
        FormsModule,
        PageModule,
        PagesModule,
        PortalAccountsModule,
        MerchantSpaceModule,
        AgentSessionsModule,
        PreviewsModule,
        ShellModule,
        PortalProfilesModule,
        StorageModule,
        UntrustedFilesModule,
        PortalPhotosModule,
        PortalCorrectionsModule,
        PortalCatalogueModule,
        PortalClaimsModule,
        PortalAdditionsModule,
        PortalTransfersModule,
        PushModule,
        PortalFreshnessModule,
        PortalStatisticsModule,
        PortalNotificationsModule,
        PortalSearchModule,
        PortalListingsModule,
        PortalReportsModule,
        PortalMandatesModule,
        PortalTeamModule,
        PortalMapModule,
        PortalOpenDataModule,
        PortalOrdersModule,
        PortalAgendasModule,
        PortalConversationsModule,
        PortalGaugesModule,
        PortalFootfallModule,
        PortalPostsModule,
        PortalEnquiriesModule,
        SystemModule,
        ErrorsModule,
        ...(nodeEnv === 'development' ? [StyleguideModule] : []),
      ],
    };
  }
}
