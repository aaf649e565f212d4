import { SignInModule } from '@halles/domain/accounts';
import { ListingsModule } from '@halles/domain/listings';
import { MandatesModule } from '@halles/domain/mandates';
import { Module } from '@nestjs/common';
import { MandateWaiting } from './mandate.waiting';
import { TeamController } from './team.controller';

/** The team of a business, in its merchant space. */
@Module({
  imports: [SignInModule, ListingsModule, MandatesModule],
  controllers: [TeamController],
  providers: [MandateWaiting],
})
export class PortalTeamModule {}
