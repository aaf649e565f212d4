import { Module } from '@nestjs/common';
import { ClaimPolicies } from './claim-policies.service';
import { ClaimPolicyRepository } from './claim-policy.repository';

/** The policy alone, for features that only read it. */
@Module({
  providers: [ClaimPolicyRepository, ClaimPolicies],
  exports: [ClaimPolicies],
})
export class ClaimPolicyModule {}
