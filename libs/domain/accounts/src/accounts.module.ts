import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccountRepository } from './account.repository';
import { GrantRepository } from './grant.repository';
import { GrantService } from './grant.service';
import { PersonalData } from './personal-data';
import { SessionRepository } from './session.repository';
import { SessionService } from './session.service';

@Module({
  imports: [DiscoveryModule],
  providers: [
    AccountRepository,
    GrantRepository,
    GrantService,
    PersonalData,
    SessionRepository,
    SessionService,
  ],
  exports: [AccountRepository, GrantService, PersonalData, SessionService],
})
export class AccountsModule {}
