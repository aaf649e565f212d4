import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Cost, CostGuard } from './cost.guard';
import { Overloaded, RateLimited } from './http.errors';
import type { RateLimiter } from './rate-limiter';

class Routes {
  page(): void {}

  @Cost('search')
  search(): void {}

  @Cost('heavy')
  heavy(): void {}
}

const contextOf = (handler: keyof Routes) =>
  ({
    getHandler: () => Routes.prototype[handler],
    getClass: () => Routes,
    switchToHttp: () => ({ getRequest: () => ({ ip: '192.0.2.1' }) }),
  }) as unknown as ExecutionContext;

describe('what a route costs', () => {
  let lags = false;
  let counted: string[] = [];
  let isFull = false;
  const limiter = {
    takeCost: (name: string) => {
      counted.push(name);
      if (isFull) throw new RateLimited({ retryAfterSeconds: 7 });
    },
  } as unknown as RateLimiter;
  const guard = new CostGuard(new Reflector(), limiter, () => lags);
  beforeEach(() => {
    lags = false;
    isFull = false;
    counted = [];
  });

  it('is counted where the route says so, and a page is not', () => {
    for (const handler of ['page', 'search', 'heavy'] as const)
      expect(guard.canActivate(contextOf(handler))).toBe(true);
    expect(counted).toEqual(['search', 'heavy']);
  });

  it('is refused at its limit', () => {
    isFull = true;
    expect(() => guard.canActivate(contextOf('heavy'))).toThrow(RateLimited);
    expect(guard.canActivate(contextOf('page'))).toBe(true);
  });

  it('is refused while the process is under pressure, where it is more than that of a page', () => {
    lags = true;
    for (const handler of ['search', 'heavy'] as const)
      expect(() => guard.canActivate(contextOf(handler))).toThrow(Overloaded);
    expect(guard.canActivate(contextOf('page'))).toBe(true);
    lags = false;
    expect(guard.canActivate(contextOf('heavy'))).toBe(true);
  });
});
