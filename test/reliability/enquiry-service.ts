import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { EnquiriesModule, EnquiryService } from '@halles/domain/enquiries';
import { Clock, systemClock } from '@halles/kernel';
import { UnitOfWork } from '@halles/platform/tenancy';

@Global()
@Module({})
class WorkModule {
  static with(work: UnitOfWork): DynamicModule {
    return {
      module: WorkModule,
      providers: [
        { provide: UnitOfWork, useValue: work },
        { provide: Clock, useValue: systemClock },
      ],
      exports: [UnitOfWork, Clock],
    };
  }
}

/** The service as the portal has it, over the given unit of work. */
export async function enquiryServiceOf(work: UnitOfWork): Promise<EnquiryService> {
  const module = await Test.createTestingModule({
    imports: [WorkModule.with(work), EnquiriesModule],
  }).compile();
  return module.get(EnquiryService);
}
