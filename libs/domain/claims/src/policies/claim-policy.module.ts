import { Module } from '@nestjs/common';
import { ClaimPolicies } from './claim-policies.service';
import { ClaimPolicyRepository } from './claim-policy.repository';

/** The policy alone, for whoever believes or doubts by it. */
@Module({
  providers: [ClaimPolicyRepository, ClaimPolicies],
  exports: [ClaimPolicies],
})
export class ClaimPolicyModule {}
