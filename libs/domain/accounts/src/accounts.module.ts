import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccountRepository } from './account.repository';
import { GrantRepository } from './grant.repository';
import { GrantService } from './grant.service';
import { OwnedData } from './owned-data';
import { PersonalData } from './personal-data';
import { SessionRepository } from './session.repository';
import { SessionService } from './session.service';

@Module({
  imports: [DiscoveryModule],
  providers: [
    AccountRepository,
    GrantRepository,
    GrantService,
    OwnedData,
    PersonalData,
    SessionRepository,
    SessionService,
  ],
  exports: [AccountRepository, GrantService, OwnedData, PersonalData, SessionService],
})
export class AccountsModule {}
