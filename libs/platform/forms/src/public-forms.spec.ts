/** @own-modules */
import { randomUUID } from 'node:crypto';
import { defineError } from '@halles/kernel';
import { DatabaseUnreachable } from '@halles/platform/database';
import { type Client, InvalidInput, RateLimited, type RateLimiter } from '@halles/platform/http';
import type { Log } from '@halles/platform/observability';
import { aTenantContext } from '@halles/testing';
import { buttonForm, type FormReader, formReader } from './form-reader';
import { readFormValues, textOf } from './form-values';
import { PostedForm } from './posted-form';
import type { ProofOfWork } from './proof-of-work';
import { IDEMPOTENCY_KEY, type PublicFormName, PublicForms } from './public-forms';

const both = { fr: 'Test', en: 'Test' };
const SoldOut = defineError('test-sold-out', { kind: 'conflict', title: both, detail: () => both });
const KeyReused = defineError('test-key-reused', { kind: 'conflict', title: both, detail: () => both });

describe('forms that anybody may send', () => {
  /** What is counted, and stays so. */
  let counted: string[];
  beforeEach(() => {
    counted = [];
  });
  /** By what the last one was counted. */
  let keys: Readonly<Record<string, string>>;
  const countAll = async (limits: readonly string[]) => {
    counted.push(...limits);
    return { giveBack: async () => void counted.splice(counted.indexOf(limits[0] ?? ''), limits.length) };
  };
  const counting = {
    take: (limit: string) => countAll([limit]),
    takeAll: (_ctx: unknown, by: Readonly<Record<string, string>>) => countAll(Object.keys((keys = by))),
  };

  /** A form that has a field for an address. */
  const withEmail = formReader((values) => ({ input: { email: textOf(values, 'email') || null } }));

  const submit = (
    limiter: object,
    name: PublicFormName,
    isProven: boolean,
    use: (input: unknown, key: string, isProven: boolean) => Promise<string> = async () => 'stored',
    {
      form = buttonForm,
      email = '',
      address = '192.0.2.1',
    }: { readonly form?: FormReader<object | null>; readonly email?: string; readonly address?: string } = {},
  ): Promise<string> => {
    const accept = async () => (isProven ? countAll(['proof']) : null);
    const proofs = { challenge: async () => '{}', accept };
    const forms = new PublicForms(limiter as RateLimiter, proofs as unknown as ProofOfWork, {} as Log);
    return forms.submit({
      ctx: aTenantContext('ici-bourg'),
      client: { address, isProgram: true } as Client,
      name,
      form,
      posted: new PostedForm(readFormValues({ [IDEMPOTENCY_KEY]: randomUUID(), email }), null),
      use,
      keyReused: KeyReused,
      again: async () => 'again',
    });
  };

  it.each([
    ['enquiry', ['contact', 'contactVisitor', 'contactSubnet']],
    ['report/7', ['contact', 'contactVisitor', 'contactSubnet']],
    // A town on one mobile network orders from a few addresses.
    ['order/7', ['order', 'orderVisitor', 'orderSubnet']],
    ['booking/7', ['order', 'orderVisitor', 'orderSubnet']],
  ] as const)('are counted by their kind: %s', async (name, limits) => {
    await submit(counting, name, true);
    expect(counted).toEqual([...limits, 'proof']);
    counted = [];
    await submit(counting, name, false);
    expect(counted).toEqual([...limits, 'unproven']);
  });

  it('say whether a proof came with them', async () => {
    const said = async (_input: unknown, _key: string, isProven: boolean) => `proven: ${isProven}`;
    expect(await submit(counting, 'order/7', true, said)).toBe('proven: true');
    expect(await submit(counting, 'order/7', false, said)).toBe('proven: false');
  });

  it('are counted of one listing apart: forty people of a town hall may each report another shop', async () => {
    await submit(counting, 'report/7', true);
    const first = keys;
    await submit(counting, 'report/8', true);
    expect(keys['contact']).not.toBe(first['contact']);
    expect(keys['contactVisitor']).toBe(first['contactVisitor']);
  });

  it('are counted by the mailbox that is left in them, however its address is typed', async () => {
    await submit(counting, 'enquiry', true, undefined, { form: withEmail, email: ' Ada+x@Town.example ' });
    const first = keys['contactEmail'];
    await submit(counting, 'report/8', true, undefined, { form: withEmail, email: 'ada@town.example' });
    expect([first, keys['contactEmail']]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), first]);
  });

  it('are counted by a mailbox from one subnet alone: a stranger elsewhere locks nobody out', async () => {
    const keyFrom = async (address: string): Promise<string | undefined> => {
      await submit(counting, 'enquiry', true, undefined, {
        form: withEmail,
        email: 'ada@town.example',
        address,
      });
      return keys['contactEmail'];
    };
    const [own, beside, elsewhere] = [
      await keyFrom('192.0.2.1'),
      await keyFrom('192.0.2.99'),
      await keyFrom('198.51.100.1'),
    ];
    expect(beside).toBe(own);
    expect(elsewhere).not.toBe(own);
  });

  it('are counted by no mailbox where the form asks for none, whatever is posted, or none is left', async () => {
    await submit(counting, 'correction/7', true, undefined, { email: 'ada@town.example' });
    expect(keys).not.toHaveProperty('contactEmail');
    await submit(counting, 'report/7', true, undefined, { form: withEmail });
    expect(keys).not.toHaveProperty('contactEmail');
  });

  it('cost who sends nothing where they are refused for want of a proof', async () => {
    const limiter = {
      ...counting,
      take: () => Promise.reject(new RateLimited({ retryAfterSeconds: 60 })),
    };
    await expect(submit(limiter, 'order/7', false)).rejects.toMatchObject({
      code: 'proof-missing',
      params: { retryAfterSeconds: 60 },
    });
    expect(counted).toEqual([]);
  });

  it.each([
    ['the database is away', new DatabaseUnreachable({})],
    ['its connection was cut', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })],
    ['it was shut down', Object.assign(new Error('terminating connection'), { code: '57P01' })],
  ])('count for nobody what an outage refused: %s', async (_what, error) => {
    const fail = () => Promise.reject(error);
    await expect(submit(counting, 'order/7', true, fail)).rejects.toBe(error);
    await expect(submit(counting, 'enquiry', false, fail)).rejects.toBe(error);
    expect(counted).toEqual([]);
  });

  it('count for nobody what changed before it was sent: a price, a slot, the last of something', async () => {
    const error = new SoldOut({});
    for (let times = 0; times < 13; times += 1)
      await expect(submit(counting, 'order/7', true, () => Promise.reject(error))).rejects.toBe(error);
    await expect(submit(counting, 'list/7', false, () => Promise.reject(error))).rejects.toBe(error);
    expect(counted).toEqual([]);
  });

  it('count a key that comes back with other contents', async () => {
    const error = new KeyReused({});
    await expect(submit(counting, 'order/7', true, () => Promise.reject(error))).rejects.toBe(error);
    expect(counted).toEqual(['order', 'orderVisitor', 'orderSubnet', 'proof']);
  });

  it('count what was refused for what was sent, and what nobody foresaw', async () => {
    const limits = ['order', 'orderVisitor', 'orderSubnet', 'proof'];
    for (const error of [new InvalidInput({}), new TypeError('undefined is not a function')])
      await expect(submit(counting, 'order/7', true, () => Promise.reject(error))).rejects.toBe(error);
    expect(counted).toEqual([...limits, ...limits]);
  });
});
