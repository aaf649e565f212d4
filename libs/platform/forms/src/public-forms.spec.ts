import { randomUUID } from 'node:crypto';
import type { Client, RateLimiter } from '@halles/platform/http';
import type { Log } from '@halles/platform/observability';
import { aTenantContext } from '@halles/testing';
import { buttonForm } from './form-reader';
import { readFormValues } from './form-values';
import { PostedForm } from './posted-form';
import type { ProofOfWork } from './proof-of-work';
import { IDEMPOTENCY_KEY, type PublicFormName, PublicForms } from './public-forms';

describe('forms that anybody may send', () => {
  /** What is counted when a form is sent. */
  async function countedOf(name: PublicFormName, isProven: boolean): Promise<string[]> {
    const counted: string[] = [];
    const limiter = { take: async (limit: string) => void counted.push(limit) };
    const proofs = { challenge: async () => '{}', accept: async () => isProven };
    const forms = new PublicForms(
      limiter as unknown as RateLimiter,
      proofs as unknown as ProofOfWork,
      {} as Log,
    );
    await forms.submit({
      ctx: aTenantContext('ici-bourg'),
      client: { address: '192.0.2.1', isProgram: true } as Client,
      name,
      form: buttonForm,
      posted: new PostedForm(readFormValues({ [IDEMPOTENCY_KEY]: randomUUID() }), null),
      use: async () => 'stored',
      again: async () => 'again',
    });
    return counted;
  }

  it.each([
    ['enquiry', ['contact', 'contactSubnet']],
    ['report/7', ['contact', 'contactSubnet']],
    // A town on one mobile network orders from a few addresses.
    ['order/7', ['order', 'orderSubnet']],
  ] as const)('are counted by their kind: %s', async (name, limits) => {
    expect(await countedOf(name, true)).toEqual(limits);
    expect(await countedOf(name, false)).toEqual([...limits, 'unproven']);
  });
});
