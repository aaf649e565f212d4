import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PerformanceObserver } from 'node:perf_hooks';
import { DiscoveryService } from '@nestjs/core';
import { Column, Entity, getMetadataArgsStorage } from 'typeorm';

interface Block {
  readonly type: 'describeBlock';
  readonly hooks: readonly object[];
  readonly children: readonly (Block | object)[];
}

interface Environment {
  setup(): Promise<void>;
  handleTestEvent(event: { readonly name: string }, state: { readonly rootDescribeBlock: Block }): void;
  teardown(): Promise<void>;
}

// A package and no part of our own sources: jest loads it as Node does.
const NodeRealmEnvironment = createRequire(join(process.cwd(), 'package.json'))(
  './libs/testing/jest/environment.cjs',
) as new (config: object, context?: object) => Environment;

const open = (docblockPragmas = {}): Environment =>
  new NodeRealmEnvironment({ projectConfig: { fakeTimers: {} } }, { docblockPragmas });

/** Ends a file, and gives this one back the tests that jest keeps of it. */
function end(environment: Environment): Promise<void> {
  const realm = globalThis as unknown as Record<symbol, unknown>;
  const kept = Object.getOwnPropertySymbols(realm).map((symbol) => [symbol, realm[symbol]] as const);
  const ended = environment.teardown();
  for (const [symbol, value] of kept) if (!(symbol in realm)) realm[symbol] = value;
  return ended;
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe('what a worker keeps of a test file that has run', () => {
  it('is nothing of its tests, though what one of them began is still there', () => {
    const [hook, test] = [
      { type: 'afterEach', fn: () => undefined },
      { type: 'test', fn: () => undefined, asyncError: new Error('written here') },
    ];
    const running = new AsyncLocalStorage<object>();
    const begun = running.run({ test }, () => AsyncLocalStorage.bind(() => running.getStore()));
    const inner: Block = { type: 'describeBlock', hooks: [hook], children: [test] };
    const rootDescribeBlock: Block = { type: 'describeBlock', hooks: [], children: [inner] };
    open().handleTestEvent({ name: 'test_done' }, { rootDescribeBlock });
    expect(begun()).toEqual({ test: expect.objectContaining({ type: 'test' }) as object });
    open().handleTestEvent({ name: 'teardown' }, { rootDescribeBlock });
    expect([begun(), hook]).toEqual([{ test: {} }, {}]);
  });

  it('is no function that it put into the process', async () => {
    const environment = open();
    const { getBuiltinModule } = process;
    process.getBuiltinModule = () => undefined;
    await end(environment);
    expect(process.getBuiltinModule).toBe(getBuiltinModule);
  });

  it('is no class that decorators collected, where it had modules of its own, and each from before', async () => {
    const Mark = DiscoveryService.createDecorator();
    const { metaHostLinks } = createRequire(__filename)(
      '@nestjs/core/discovery/discoverable-meta-host-collection.js',
    ).DiscoverableMetaHostCollection as { readonly metaHostLinks: ReadonlyMap<unknown, unknown> };
    const declare = (): unknown => {
      @Mark()
      @Entity('loaf')
      class Loaf {
        @Column('int')
        weight = 0;
      }
      return Loaf;
    };
    const known = (target: unknown): unknown[] => {
      const { tables, columns } = getMetadataArgsStorage();
      return [
        tables.some((it) => it.target === target),
        columns.some((it) => it.target === target),
        metaHostLinks.has(target),
      ];
    };
    const before = declare();
    const shared = open();
    await shared.setup();
    const ofProduct = declare();
    await end(shared);
    const own = open({ 'own-modules': '' });
    await own.setup();
    const ofFile = declare();
    expect(known(ofFile)).toEqual([true, true, true]);
    await end(own);
    expect([before, ofProduct, ofFile].map(known)).toEqual([
      [true, true, true],
      [true, true, true],
      [false, false, false],
    ]);
  });

  it('is nothing that observes or comes again', async () => {
    const environment = open();
    const [seen, beats]: [string[], number[]] = [[], []];
    new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ name }) => name))).observe({
      entryTypes: ['mark'],
    });
    setInterval(() => beats.push(beats.length), 1);
    performance.mark('before');
    await turn();
    expect([seen, beats.length > 0]).toEqual([['before'], true]);
    await end(environment);
    const before = beats.length;
    performance.mark('after');
    await turn();
    expect([seen, beats.length]).toEqual([['before'], before]);
  });
});
