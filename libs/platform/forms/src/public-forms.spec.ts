import { randomUUID } from 'node:crypto';
import { type Client, RateLimited, type RateLimiter } from '@halles/platform/http';
import type { Log } from '@halles/platform/observability';
import { aTenantContext } from '@halles/testing';
import { buttonForm } from './form-reader';
import { readFormValues } from './form-values';
import { PostedForm } from './posted-form';
import type { ProofOfWork } from './proof-of-work';
import { IDEMPOTENCY_KEY, type PublicFormName, PublicForms } from './public-forms';

describe('forms that anybody may send', () => {
  const submit = (limiter: object, name: PublicFormName, isProven: boolean): Promise<string> => {
    const proofs = { challenge: async () => '{}', accept: async () => isProven };
    const forms = new PublicForms(limiter as RateLimiter, proofs as unknown as ProofOfWork, {} as Log);
    return forms.submit({
      ctx: aTenantContext('ici-bourg'),
      client: { address: '192.0.2.1', isProgram: true } as Client,
      name,
      form: buttonForm,
      posted: new PostedForm(readFormValues({ [IDEMPOTENCY_KEY]: randomUUID() }), null),
      use: async () => 'stored',
      again: async () => 'again',
    });
  };

  /** What is counted when a form is sent. */
  async function countedOf(name: PublicFormName, isProven: boolean): Promise<string[]> {
    const counted: string[] = [];
    const limiter = {
      take: async (limit: string) => void counted.push(limit),
      takeAll: async (limits: readonly string[]) => void counted.push(...limits),
    };
    await submit(limiter, name, isProven);
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

  it('cost who sends nothing where they are refused for want of a proof', async () => {
    const left = { order: 2, orderSubnet: 2 };
    const limiter = {
      take: () => Promise.reject(new RateLimited({ retryAfterSeconds: 60 })),
      takeAll: async (limits: readonly (keyof typeof left)[]) => {
        for (const limit of limits) left[limit] -= 1;
      },
      giveBack: async (limits: readonly (keyof typeof left)[]) => {
        for (const limit of limits) left[limit] += 1;
      },
    };
    await expect(submit(limiter, 'order/7', false)).rejects.toMatchObject({
      code: 'proof-missing',
      params: { retryAfterSeconds: 60 },
    });
    expect(left).toEqual({ order: 2, orderSubnet: 2 });
  });
});
