import { ListingsModule } from '@halles/domain/listings';
import { PostsModule } from '@halles/domain/posts';
import { ProfilesModule } from '@halles/domain/profiles';
import { ReportsModule } from '@halles/domain/reports';
import { Module } from '@nestjs/common';
import { PortalPlacesModule } from '../places';
import { ReportWaiting } from './report.waiting';
import { ReportController } from './report.controller';
import { ReportsController } from './reports.controller';

/** Readers report errors on the pages of businesses, and merchants answer them. */
@Module({
  imports: [PortalPlacesModule, ListingsModule, PostsModule, ProfilesModule, ReportsModule],
  controllers: [ReportController, ReportsController],
  providers: [ReportWaiting],
})
export class PortalReportsModule {}
